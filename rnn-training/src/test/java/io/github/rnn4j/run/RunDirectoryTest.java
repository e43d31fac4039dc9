package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.loop.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {

  private enum Cell {
    LSTM
  }

  private record Layer(int units, Cell cell) {}

  private record Config(int epochs, double rate, List<Layer> layers) {}

  private static final Config CONFIG = new Config(3, 0.001, List.of(new Layer(64, Cell.LSTM)));

  @TempDir Path parent;

  /** A record with numbers. */
  public record Numbers(double one, Map<String, Double> byName, List<Double> list) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | contains only null",
        "'' | contains nothing",
        "{\"one\": 1, \"byName\": null, \"list\": []} | byName",
        "{\"one\": 1, \"byName\": {}, \"list\": null} | list"
      })
  void nullInPlaceOfAValueIsAnError(String json, String message) throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("null"));
    Files.writeString(run.file("numbers.json"), json);

    assertThatThrownBy(() -> run.readJson("numbers.json", Numbers.class))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("numbers.json", message);
  }

  @Test
  void numberThatIsNotFiniteIsNullInTheFile() throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("numbers"));
    Numbers numbers = new Numbers(Double.NaN, Map.of("a", Double.NaN), List.of(1.5, Double.NaN));

    run.writeJson("numbers.json", numbers);

    assertThat(Files.readString(run.file("numbers.json"))).contains("null").doesNotContain("NaN");
    assertThat(run.readJson("numbers.json", Numbers.class)).isEqualTo(numbers);
    Files.writeString(
        run.file("numbers.json"), "{\"one\": \"NaN\", \"byName\": {}, \"list\": [2]}");
    assertThat(run.readJson("numbers.json", Numbers.class))
        .isEqualTo(new Numbers(Double.NaN, Map.of(), List.of(2.0)));
    Files.writeString(run.file("numbers.json"), "{\"one\": \"1\", \"byName\": {}, \"list\": [2]}");
    assertThatThrownBy(() -> run.readJson("numbers.json", Numbers.class))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("one");
  }

  @Test
  void aNewRunCanBeOpened() {
    Path folder = parent.resolve("runs").resolve("first");
    RunDirectory.create(folder).writeJson(RunDirectory.CONFIG, CONFIG);

    RunDirectory opened = RunDirectory.open(folder);

    assertThat(opened.folder()).isEqualTo(folder);
    assertThat(opened.readJson(RunDirectory.CONFIG, Config.class)).isEqualTo(CONFIG);
  }

  @Test
  void pathsAreKeptAsTheyWereGiven() {
    record Source(Path data) {}
    Source source = new Source(Path.of("data", "aclImdb v1.tar.gz"));
    RunDirectory run = RunDirectory.create(parent.resolve("first"));

    run.writeJson(RunDirectory.CONFIG, source);

    assertThat(run.file(RunDirectory.CONFIG)).content().doesNotContain("file:");
    assertThat(run.readJson(RunDirectory.CONFIG, Source.class)).isEqualTo(source);
  }

  @Test
  void anEmptyFolderBecomesARun() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("empty"));

    assertThat(RunDirectory.create(folder).file(RunDirectory.RUN)).exists();
  }

  @Test
  void aRunIsNotWrittenOverUnasked() {
    Path folder = parent.resolve("first");
    RunDirectory.create(folder).writeJson(RunDirectory.CONFIG, CONFIG);

    assertThatThrownBy(() -> RunDirectory.create(folder))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(folder.toString(), "is not empty", "another name", "replace");

    assertThat(folder.resolve(RunDirectory.CONFIG)).exists();
  }

  @Test
  void aFolderThatCannotBeCreatedIsNamed() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> RunDirectory.create(file))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(file.toString(), "Cannot create", "Choose a folder");
    assertThatThrownBy(() -> RunDirectory.create(file.resolve("run")))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(file.toString(), "Cannot create");
  }

  @Test
  void openingSaysWhatIsMissing() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> RunDirectory.open(parent.resolve("none")))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("There is no folder", "none", "train first");
    assertThatThrownBy(() -> RunDirectory.open(file))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is a file. Specify a run folder");
    assertThatThrownBy(() -> RunDirectory.open(parent))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("run.json is missing in " + parent);
  }

  @ParameterizedTest
  @CsvSource({
    "1, is a run in an older format (1; train it again",
    "3, is a run in a newer format (3; use version 9.1 or newer",
    "-1, older format; train it again"
  })
  void aRunOfAnotherFormatIsRefusedWithWhatToDo(int format, String parts) throws IOException {
    Files.writeString(
        parent.resolve(RunDirectory.RUN),
        "{\"format\": %d, \"version\": \"9.1\"}".formatted(format));

    assertThatThrownBy(() -> RunDirectory.open(parent))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(parent.toString())
        .hasMessageContainingAll(parts.split("; ", -1));
  }

  @Test
  void aMissingFileIsNamed() {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));

    assertThatThrownBy(() -> run.require(RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("best.zip is missing in " + run.folder(), "train again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'epochs':3,'rate':0.1,'layers':[],'epoch':4} | unknown property \"epoch\"",
        "{'epochs':3,'layers':[]} | rate",
        "{'epochs':null,'rate':0.1,'layers':[]} | property \"epochs\"",
        "{'epochs':'3','rate':0.1,'layers':[]} | property \"epochs\"",
        "{'epochs':3.5,'rate':0.1,'layers':[]} | property \"epochs\"",
        "{'epochs':3,'rate':0.1,'layers':[{'units':1,'cell':'GRX'}]} | property \"layers[0].cell\"",
        "{'epochs':3,'epochs':4,'rate':0.1,'layers':[]} | epochs",
        "{'epochs':3 | is not JSON at line 1",
      },
      quoteCharacter = '`')
  void jsonThatDoesNotFitIsRefusedByProperty(String json, String named) throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));
    Path file = Files.writeString(run.file(RunDirectory.CONFIG), json.replace('\'', '"'));

    assertThatThrownBy(() -> run.readJson(RunDirectory.CONFIG, Config.class))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(file.toString(), named);
  }

  /** A record that had only {@code epochs} at first. */
  private record Extended(
      @Knob("Epochs.") int epochs,
      @Knob(value = "Cell.", inEarlierRuns = "LSTM") Cell cell,
      @Knob(value = "Decay.", inEarlierRuns = "0.95") double decay) {}

  private record Parts(Extended part) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'part':{'epochs':3}} | 0.95",
        "{'part':{'epochs':3,'decay':0.5}} | 0.5",
        "{'part':{'epochs':3,'decay':0.5,'cell':'LSTM'}} | 0.5"
      },
      quoteCharacter = '`')
  void valueThatAnEarlierRunDidNotSaveIsTheOneItBehavedBy(String json, double decay)
      throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));
    Files.writeString(run.file(RunDirectory.CONFIG), json.replace('\'', '"'));

    Parts read = run.readJson(RunDirectory.CONFIG, Parts.class);

    assertThat(read).isEqualTo(new Parts(new Extended(3, Cell.LSTM, decay)));
  }

  private record Renamed(@Knob(value = "Limit.", formerName = "norm") double threshold) {}

  private record Holder(Renamed part) {}

  @Test
  void valueIsFoundUnderTheNameThatAnEarlierRunGaveIt() throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));
    Files.writeString(run.file(RunDirectory.CONFIG), "{\"part\":{\"norm\":2.5}}");

    Holder read = run.readJson(RunDirectory.CONFIG, Holder.class);

    assertThat(read.part().threshold()).isEqualTo(2.5);
  }

  @Test
  void oldAndNewNameTogetherAreRefused() throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));
    Files.writeString(run.file(RunDirectory.CONFIG), "{\"part\":{\"norm\":2.5,\"threshold\":3}}");

    assertThatThrownBy(() -> run.readJson(RunDirectory.CONFIG, Holder.class))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("unknown property \"norm\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'part':{'decay':0.5}} | epochs",
        "{'part':{'epochs':3,'cel':'LSTM'}} | unknown property \"cel\""
      },
      quoteCharacter = '`')
  void anyOtherMissingOrUnknownPropertyOfAnEarlierRunIsRefused(String json, String named)
      throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));
    Files.writeString(run.file(RunDirectory.CONFIG), json.replace('\'', '"'));

    assertThatThrownBy(() -> run.readJson(RunDirectory.CONFIG, Parts.class))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/", "/etc/passwd", ".hidden", "a\nb"})
  void aNameThatLeadsElsewhereIsRefused(String name) {
    RunDirectory run = RunDirectory.create(parent.resolve("first"));

    assertThatThrownBy(() -> run.write(name, out -> out.write(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + name + "\" is not the name of a file in the run");
  }

  @Test
  void namesByTimeSortByTime() {
    String early = RunDirectory.nameAt(LocalDateTime.of(2026, 2, 3, 4, 5, 6));
    String late = RunDirectory.nameAt(LocalDateTime.of(2026, 11, 3, 4, 5, 6));

    assertThat(early).isEqualTo("2026-02-03_04-05-06").isLessThan(late);
  }

  @Test
  void whatALibraryWritesTakesThePlaceOfALink() throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("run"));
    Path elsewhere = Files.writeString(parent.resolve("elsewhere.txt"), "mine");
    Files.createSymbolicLink(run.file("library.db"), elsewhere);

    Files.writeString(run.claim("library.db"), "new");

    assertThat(run.file("library.db")).hasContent("new");
    assertThat(elsewhere).hasContent("mine");
  }

  @Test
  void partIsMadeOnceAndFoundAgain() {
    RunDirectory run = RunDirectory.create(parent.resolve("run"));
    run.part("member-1").write(RunDirectory.LAST, out -> out.write(1));
    run.write(RunDirectory.LAST, out -> out.write(1));

    assertThat(run.part("member-1").file(RunDirectory.LAST)).exists();
    assertThat(RunDirectory.open(run.folder()).parts())
        .extracting(RunDirectory::folder)
        .containsExactly(run.file("member-1"));
  }

  @Test
  void partIsNotWrittenThroughALink() throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("run"));
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(run.file("member-1"), elsewhere);

    assertThatThrownBy(() -> run.part("member-1"))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(run.file("member-1").toString(), "is a link", "remove the link");

    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void namesAreThoseOfEverythingWritten() {
    RunDirectory run = RunDirectory.create(parent.resolve("named"));
    run.writeJson("b.json", List.of());
    run.part("a").writeJson("c.json", List.of());

    assertThat(run.names()).containsExactly("a", "b.json");
  }
}
