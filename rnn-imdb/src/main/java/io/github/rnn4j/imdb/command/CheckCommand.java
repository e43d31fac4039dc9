package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Columns;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.check.CheckVerb;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.training.DataCheck;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what {@code train} would see. */
@Command(
    name = "check",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Read texts as train would with the same options, and show what the network would see: the"
            + " classes, a histogram of lengths, repeated texts, the vocabulary, the encoding of the"
            + " first text, and the first minibatch with lengths, padding and mask. Nothing is"
            + " trained or saved.")
public final class CheckCommand extends CheckVerb<ImdbConfig, DataCheck> {

  /** The options that change a minibatch, in addition to those of the data. */
  private static final Set<String> MORE =
      Set.of("--input", "--cell", "--batch-size", "--seed", "--class-weights");

  private static final int SHOWN = 200;

  /** The length of the longest bar of a histogram. */
  private static final int BAR = 40;

  @Option(
      names = "--preset",
      order = -2, // before the options that all programs share
      paramLabel = "NAME",
      description = TrainCommand.PRESET)
  private Preset preset;

  public CheckCommand(Console console) {
    super(console);
  }

  /** Returns whether the command has an option of {@code train}. */
  public static boolean has(String part, String option) {
    return part.equals("data") || MORE.contains(option);
  }

  private Preset chosen() {
    return preset == null
        ? Preset.of(
            spec().commandLine().getParseResult().matchedOptionValue("--data", (String) null))
        : preset;
  }

  @Override
  protected ImdbConfig preset() {
    return chosen().config();
  }

  @Override
  protected DataCheck check(ImdbConfig config) {
    return DataCheck.of(
        config, ImdbData.load(config.data(), config.training().seed(), access().cache(console())));
  }

  @Override
  protected void describe(DataCheck found, PrintStream out) {
    out.printf("Texts: %s%n", found.data());
    if (!found.reading().isEmpty()) {
      out.printf("  %s%n", found.reading());
      out.printf("  %s%n", TrainCommand.classes(new TextClasses(found.classes())));
    }
    if (found.synthetic()) {
      out.println(TrainCommand.SYNTHETIC_NOTE);
    }
    found.notes().forEach(note -> out.printf("  %s%n", note));
    out.printf("%nTexts of each class:%n");
    classes(found).forEach(out::println);
    lengths(found.lengths(), out);
    DataCheck.Repeats repeats = found.repeats();
    out.printf(
        Locale.ROOT,
        "%nTexts that repeat another one: %,d; with more than one label: %,d; in validation or test and also in training: %,d%n",
        repeats.duplicates(),
        repeats.conflicting(),
        repeats.inTraining());
    DataCheck.Unknown unknown = found.unknown();
    out.printf(
        Locale.ROOT,
        "Words outside the vocabulary: training %.1f %%, validation %.1f %%, test %.1f %%%n",
        100 * unknown.training(),
        100 * unknown.validation(),
        100 * unknown.test());
    out.printf(
        Locale.ROOT,
        "Vocabulary: %,d tokens. The first indices and their tokens:%n",
        found.vocabulary());
    indexed(found.firstTokens()).forEach(out::println);
    DataCheck.EncodedText first = found.first();
    out.printf(
        "%nFirst text of the training set, %s:%n  %s%n",
        ClassNames.shown(first.label()), shown(first));
    Columns.encoding(first.tokens(), first.indices()).forEach(out::println);
    out.printf("%nFirst minibatch, %d texts:%n", found.minibatch().rows().size());
    found.minibatch().lines(List.of(), List.of()).forEach(out::println);
  }

  private static List<String> classes(DataCheck found) {
    List<List<String>> rows = new ArrayList<>();
    List<String> sets = new ArrayList<>(List.of(""));
    found.sets().forEach(set -> sets.add(set.set()));
    rows.add(sets);
    for (int label = 0; label < found.classes().size(); label++) {
      List<String> row = new ArrayList<>(List.of(ClassNames.shown(found.classes().get(label))));
      for (DataCheck.Classes set : found.sets()) {
        row.add(Figures.count(set.texts().get(label)));
      }
      rows.add(row);
    }
    List<String> all = new ArrayList<>(List.of("all"));
    found.sets().forEach(set -> all.add(Figures.count(set.all())));
    rows.add(all);
    return Columns.aligned(rows);
  }

  private static void lengths(DataCheck.Lengths lengths, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nLengths in the training set: %,d to %,d words, median %,d%n",
        lengths.shortest(),
        lengths.longest(),
        lengths.median());
    long most =
        lengths.histogram().stream().mapToLong(DataCheck.Lengths.Bin::texts).max().orElse(1);
    List<List<String>> rows = new ArrayList<>();
    for (DataCheck.Lengths.Bin bin : lengths.histogram()) {
      rows.add(
          List.of(
              bin.from() == bin.to()
                  ? Figures.count(bin.from())
                  : Figures.count(bin.from()) + " to " + Figures.count(bin.to()),
              Figures.count(bin.texts()),
              "#".repeat((int) Math.ceil((double) BAR * bin.texts() / most))));
    }
    int width = rows.stream().mapToInt(row -> row.get(2).length()).max().orElse(0);
    Columns.aligned(
            rows.stream()
                .map(
                    row ->
                        List.of(
                            row.get(0),
                            row.get(1),
                            row.get(2) + " ".repeat(width - row.get(2).length())))
                .toList())
        .forEach(out::println);
  }

  private static List<String> indexed(List<String> tokens) {
    return Columns.aligned(
        List.of(
            Columns.row(
                "index", IntStream.range(0, tokens.size()).mapToObj(String::valueOf).toList()),
            Columns.row("token", tokens)));
  }

  private static String shown(DataCheck.EncodedText first) {
    String text = first.text().strip();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
