package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Columns;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.check.CheckVerb;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.ImdbData;
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
        "Read reviews as train would with the same options, and show what the network would see:"
            + " the classes, the vocabulary, the encoding of the first review, and the first"
            + " minibatch with lengths, padding and mask. Nothing is trained or saved.")
public final class CheckCommand extends CheckVerb<ImdbConfig, DataCheck> {

  /** The options that change a minibatch, in addition to those of the data. */
  private static final Set<String> MORE = Set.of("--input", "--cell", "--batch-size", "--seed");

  private static final int SHOWN = 200;

  @Option(
      names = "--preset",
      order = -2, // before the options that all programs share
      paramLabel = "NAME",
      defaultValue = "demo",
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
  protected ImdbConfig preset() {
    return preset.config();
  }

  @Override
  protected DataCheck check(ImdbConfig config) {
    return DataCheck.of(
        config, ImdbData.load(config.data(), config.training().seed(), access().cache(console())));
  }

  @Override
  protected void describe(DataCheck found, PrintStream out) {
    out.printf("Reviews: %s%n", found.data());
    if (found.synthetic()) {
      out.println(TrainCommand.SYNTHETIC_NOTE);
    }
    out.printf("%nReviews of each class:%n");
    classes(found.sets()).forEach(out::println);
    DataCheck.Lengths lengths = found.lengths();
    out.printf(
        Locale.ROOT,
        "%nLengths in the training set: %,d to %,d words, median %,d%n",
        lengths.shortest(),
        lengths.longest(),
        lengths.median());
    out.printf(
        Locale.ROOT,
        "Vocabulary: %,d tokens. The first indices and their tokens:%n",
        found.vocabulary());
    indexed(found.firstTokens()).forEach(out::println);
    DataCheck.EncodedText first = found.first();
    out.printf("%nFirst review of the training set, %s:%n  %s%n", first.label(), shown(first));
    Columns.encoding(first.tokens(), first.indices()).forEach(out::println);
    out.printf("%nFirst minibatch, %d reviews:%n", found.minibatch().rows().size());
    found.minibatch().lines(List.of(), List.of()).forEach(out::println);
  }

  private static List<String> classes(List<DataCheck.Classes> sets) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "negative", "positive"));
    sets.forEach(
        set ->
            rows.add(
                List.of(set.set(), Figures.count(set.negative()), Figures.count(set.positive()))));
    return Columns.aligned(rows);
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
