package io.github.rnn4j.cli.report;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs of one program side by side: in what they differ, and what came of it. */
final class Comparison {

  private final List<Run> runs;

  private Comparison(List<Run> runs) {
    this.runs = runs;
  }

  /**
   * A run.
   *
   * @param name by which the runs are told apart
   * @param folder its directory, as it was given
   * @param options its whole configuration, by the name of the option
   * @param sections what is kept of it
   */
  record Run(String name, Path folder, Map<String, String> options, RunSections sections) {

    double figure(String name) {
      return sections.provenance().finalMetrics().getOrDefault(name, Double.NaN);
    }
  }

  /**
   * Reads runs.
   *
   * @param folders their directories
   * @param config the configuration of the program
   * @throws io.github.rnn4j.loop.RunException if one of them is no run of this program
   */
  static Comparison of(List<Path> folders, Class<? extends Record> config) {
    List<Run> runs = new ArrayList<>();
    for (Path folder : folders) {
      RunDirectory run = RunDirectory.open(folder);
      Map<String, String> options = new LinkedHashMap<>();
      ConfigOptions.values(run.readJson(RunDirectory.CONFIG, config))
          .values()
          .forEach(options::putAll);
      RunSections sections = RunSections.of(run);
      runs.add(new Run(name(folders, sections, folder), folder, options, sections));
    }
    return new Comparison(List.copyOf(runs));
  }

  /** The folder's name, or all of its path where another has the same name. */
  private static String name(List<Path> folders, RunSections sections, Path folder) {
    long same = folders.stream().filter(other -> other.endsWith(folder.getFileName())).count();
    return same > 1 ? folder.toString() : sections.name();
  }

  List<Run> runs() {
    return runs;
  }

  List<String> names() {
    return runs.stream().map(Run::name).toList();
  }

  /** The options in which the runs differ, each with its value in every run. */
  Map<String, List<String>> differences() {
    Map<String, List<String>> differences = new LinkedHashMap<>();
    for (String option : runs.get(0).options().keySet()) {
      List<String> values = runs.stream().map(run -> run.options().get(option)).toList();
      if (Set.copyOf(values).size() > 1) {
        differences.put(option, values);
      }
    }
    return differences;
  }

  /** The figures that any of the runs came to. */
  Set<String> figures() {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.sections().provenance().finalMetrics().keySet()));
    return names;
  }

  /** Whether all runs have the same data, so that their figures can be held against each other. */
  boolean sameData() {
    return runs.stream()
            .map(run -> run.sections().provenance().data().checksum())
            .distinct()
            .count()
        == 1;
  }

  /**
   * Whether a run has the best value of a figure; never on different data, nor if all are equal.
   */
  boolean best(String figure, Run run) {
    Figures.Better better = Figures.better(figure);
    double[] values =
        runs.stream().mapToDouble(r -> r.figure(figure)).filter(Double::isFinite).toArray();
    boolean comparable = sameData() && better != Figures.Better.UNKNOWN && values.length > 1;
    if (!comparable || Arrays.stream(values).distinct().count() == 1) {
      return false;
    }
    double sign = better == Figures.Better.LOWER ? 1 : -1;
    double own = sign * run.figure(figure);
    return Double.isFinite(own) && Arrays.stream(values).allMatch(value -> own <= sign * value);
  }

  /** What to know before believing the figures. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!sameData()) {
      warnings.add(
          "The runs have different data: their figures cannot be held against each other.");
    }
    String synthetic =
        runs.stream()
            .filter(run -> run.sections().provenance().data().synthetic())
            .map(Run::name)
            .collect(Collectors.joining(", "));
    if (!synthetic.isEmpty()) {
      warnings.add("Synthetic data, made up by a program: " + synthetic + ".");
    }
    String unfinished =
        runs.stream()
            .filter(run -> run.sections().provenance().finalMetrics().isEmpty())
            .map(Run::name)
            .collect(Collectors.joining(", "));
    if (!unfinished.isEmpty()) {
      warnings.add("Not at the end of its training: " + unfinished + ".");
    }
    return warnings;
  }
}
