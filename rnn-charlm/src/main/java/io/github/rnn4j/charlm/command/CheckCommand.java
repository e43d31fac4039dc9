package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.training.DataCheck;
import io.github.rnn4j.cli.Columns;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.check.CheckVerb;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.datasets.DataException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what {@code train} would see. */
@Command(
    name = "check",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Read a text as train would with the same options, and show what the network would see:"
            + " the characters or words, the encoding of the beginning, the first minibatch with"
            + " lengths, padding and mask, and the first two inputs with their targets. Nothing"
            + " is trained or saved.")
public final class CheckCommand extends CheckVerb<CharlmConfig, DataCheck> {

  /** The options that change a minibatch, in addition to those of the data. */
  private static final Set<String> MORE =
      Set.of("--input", "--cell", "--order", "--batch-size", "--steps", "--seed");

  private static final int MOST_TOKENS = 120;
  private static final int PER_LINE = 6;

  @Option(
      names = "--preset",
      order = -2, // before the options that all programs share
      paramLabel = "NAME",
      defaultValue = "small",
      description = TrainCommand.PRESET)
  private Preset preset;

  public CheckCommand(Console console) {
    super(console);
  }

  /** Returns whether the command has an option of {@code train}. */
  public static boolean has(String part, String option) {
    return part.equals("data") || MORE.contains(option);
  }

  @Override
  protected CharlmConfig preset() {
    return preset.config();
  }

  @Override
  protected CharlmConfig given() {
    return new GivenOptions(spec()).over(preset.config());
  }

  @Override
  protected DataCheck check(CharlmConfig config) {
    Corpus corpus = Corpus.load(config.data(), access().cache(console()), console().in());
    try {
      return DataCheck.of(config, corpus);
    } catch (IllegalArgumentException cause) {
      throw new DataException(corpus.name() + ": " + cause.getMessage(), cause);
    }
  }

  @Override
  protected void describe(DataCheck found, PrintStream out) {
    out.printf("Text: %s%n", found.data());
    if (found.synthetic()) {
      out.println(TrainCommand.SYNTHETIC_NOTE);
    }
    out.println();
    sizes(found).forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%nVocabulary: %,d tokens. Index, token and number of occurrences%s:%n",
        found.vocabulary().size(),
        found.vocabulary().size() > MOST_TOKENS ? ", most frequent first" : "");
    vocabulary(found.vocabulary()).forEach(out::println);
    out.printf("%nThe beginning of the training set:%n");
    Columns.encoding(
            found.first().tokens().stream().map(Quoted::of).toList(), found.first().indices())
        .forEach(out::println);
    out.printf("%nFirst minibatch, %d sequences:%n", found.minibatch().rows().size());
    found.minibatch().lines(List.of(), List.of()).forEach(out::println);
    out.printf("%nThe first inputs and targets in the order of the text:%n");
    for (DataCheck.Window window : found.windows()) {
      out.printf(
          "  input  %s%n  target %s%n", Quoted.of(window.input()), Quoted.of(window.target()));
    }
  }

  private static List<String> sizes(DataCheck found) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "sequences", found.unit() + "s"));
    for (DataCheck.Size set : found.sets()) {
      rows.add(List.of(set.set(), Figures.count(set.sequences()), Figures.count(set.tokens())));
    }
    return Columns.aligned(rows);
  }

  /** Lists all tokens by index or, if there are many, the most frequent ones. */
  private static List<String> vocabulary(List<DataCheck.TokenCount> tokens) {
    List<DataCheck.TokenCount> shown = new ArrayList<>(tokens);
    if (tokens.size() > MOST_TOKENS) {
      shown.sort(Comparator.comparingLong(token -> -token.count()));
      shown = shown.subList(0, MOST_TOKENS / 4);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int from = 0; from < shown.size(); from += PER_LINE) {
      List<String> row = new ArrayList<>(List.of(""));
      for (DataCheck.TokenCount token :
          shown.subList(from, Math.min(shown.size(), from + PER_LINE))) {
        row.addAll(
            List.of(
                token.index() + "", Quoted.of(token.token()), Figures.count(token.count()), " "));
      }
      rows.add(row);
    }
    return Columns.aligned(rows);
  }
}
