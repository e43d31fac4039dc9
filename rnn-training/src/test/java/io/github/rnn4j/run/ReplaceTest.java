package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.FailingDisk.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new run in place of an older one: exactly the files that the older one wrote are removed. */
class ReplaceTest {

  private static final String NOTES = "notes.txt";

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void newRunWithTheUsersNotes() throws IOException {
    folder = runWithNotes("run");
  }

  private Path runWithNotes(String name) throws IOException {
    Path made = parent.resolve(name);
    RunDirectory.create(FailingDisk.healthy(made));
    Files.writeString(made.resolve(NOTES), "mine");
    return made;
  }

  /** Everything that a run can do to its folder. */
  private static void use(RunDirectory run) throws IOException {
    run.write("any-name.bin", out -> out.write(1));
    run.write(RunDirectory.LAST, RunDirectory.PREVIOUS, out -> out.write(1));
    run.write(RunDirectory.LAST, RunDirectory.PREVIOUS, out -> out.write(2));
    run.rename(RunDirectory.LAST, RunDirectory.BEST);
    run.part("fold-1").write(RunDirectory.LAST, out -> out.write(1));
    run.part("fold-1").part("deeper").write("x", out -> out.write(1));
    try (var out = Files.newOutputStream(run.claim("library.db"))) {
      out.write(1);
    }
  }

  /** The relative paths of everything in a folder. */
  private static List<String> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.skip(1).map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  private static void assertNewRunWithNotes(Path folder) throws IOException {
    assertThat(in(folder)).containsExactly(RunLock.FILE, NOTES, RunDirectory.RUN);
    assertThat(folder.resolve(NOTES)).hasContent("mine");
    assertThat(RunDirectory.open(folder).parts()).isEmpty();
  }

  private void record(String names) throws IOException {
    Files.writeString(folder.resolve(WrittenFiles.RECORD), names);
  }

  @Test
  void allThatTheRunWroteGoesWhateverItsName() throws IOException {
    use(RunDirectory.open(folder));
    assertThat(in(folder))
        .contains("any-name.bin", "best.zip", "fold-1/deeper/x", "library.db", "previous.zip");

    RunDirectory.replace(folder);

    assertNewRunWithNotes(folder);
  }

  @Test
  void nameIsRecordedBeforeItsFileAppears() {
    Path record = folder.resolve(WrittenFiles.RECORD);
    RunDirectory run = RunDirectory.open(folder);

    run.write("written.bin", out -> assertThat(record).hasContent("written.bin\n"));
    Path claimed = run.claim("claimed.db");

    assertThat(record).hasContent("written.bin\nclaimed.db\n");
    assertThat(claimed).doesNotExist();
  }

  @Test
  void runThatGoesOnAddsToTheRecord() throws IOException {
    RunDirectory.open(folder).write("before.bin", out -> out.write(1));
    RunDirectory resumed = RunDirectory.open(folder);
    resumed.write("resumed.bin", out -> out.write(1));
    RunDirectory another = RunDirectory.open(folder); // of a program that adds a picture meanwhile
    another.write("picture.png", out -> out.write(1));
    resumed.write("later.bin", out -> out.write(1));

    RunDirectory.replace(folder);

    assertNewRunWithNotes(folder);
  }

  @Test
  void filesOfTheUsersInAPartStay() throws IOException {
    RunDirectory part = RunDirectory.open(folder).part("member-1");
    part.write(RunDirectory.LAST, out -> out.write(1));
    Files.writeString(part.folder().resolve("more.txt"), "mine");

    RunDirectory replaced = RunDirectory.replace(folder);

    assertThat(in(part.folder())).containsExactly("more.txt");
    assertThat(replaced.parts()).isEmpty();
  }

  @Test
  void namesThatOnlyLookLikeThoseOfARunStay() throws IOException {
    Files.writeString(folder.resolve(RunDirectory.REPORT), "mine");
    Files.createDirectory(folder.resolve("member-1"));

    RunDirectory.replace(folder);

    assertThat(folder.resolve(RunDirectory.REPORT)).hasContent("mine");
    assertThat(folder.resolve("member-1")).isDirectory();
  }

  @Test
  void replacingAFolderThatIsNoRunRemovesNothing() throws IOException {
    Files.writeString(parent.resolve(RunDirectory.CONFIG), "{}");

    assertThatThrownBy(() -> RunDirectory.replace(parent))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is not empty");

    assertThat(parent.resolve(RunDirectory.CONFIG)).hasContent("{}");
  }

  /** A disk that fails permanently leaves the same files as a kill at that moment. */
  @ParameterizedTest
  @EnumSource
  void runThatIsKilledAtAnyMomentLeavesNothingUnlisted(Failure failure) throws IOException {
    int changes = 0;
    for (Throwable kill = new Throwable(); kill != null; changes++) {
      Path killed = runWithNotes("killed-" + changes);
      RunDirectory run = RunDirectory.open(new FailingDisk(failure, changes).place(killed));

      kill = catchThrowable(() -> use(run));
      RunDirectory.replace(FailingDisk.healthy(killed));

      assertNewRunWithNotes(killed);
    }
    assertThat(changes).isGreaterThan(30);
  }

  @ParameterizedTest
  @EnumSource
  void replacingThatIsKilledAtAnyMomentCanBeDoneAgain(Failure failure) throws IOException {
    int changes = 0;
    for (Throwable kill = new Throwable(); kill != null; changes++) {
      Path old = runWithNotes("old-" + changes);
      use(RunDirectory.open(FailingDisk.healthy(old)));
      Path failing = new FailingDisk(failure, changes).place(old);

      kill = catchThrowable(() -> RunDirectory.replace(failing));
      RunDirectory.replace(FailingDisk.healthy(old));

      assertNewRunWithNotes(old);
    }
    assertThat(changes).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.txt",
        "/etc/hostname",
        "/",
        "sub/../../outside.txt",
        "./notes.txt",
        "..",
        ".",
        "",
        ".lock",
        "a\u0000b"
      })
  void recordOfAStrangerThatNamesMoreThanFilesOfTheFolderRemovesNothing(String line)
      throws IOException {
    Path outside = Files.writeString(parent.resolve("outside.txt"), "mine");
    record(NOTES + "\n" + line + "\n");

    assertThatThrownBy(() -> RunDirectory.replace(folder))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(folder.resolve(WrittenFiles.RECORD) + " is damaged: line 2 is not")
        .hasMessageContainingAll("Nothing was removed", "another name", "remove the folder");
    assertThatThrownBy(() -> RunDirectory.open(folder).write("x", out -> out.write(1)))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("is damaged: line 2", "Restore it, or remove it");

    assertThat(outside).hasContent("mine");
    assertThat(in(folder))
        .containsExactly(WrittenFiles.RECORD, RunLock.FILE, NOTES, RunDirectory.RUN);
  }

  @Test
  void recordThatCannotBeReadRemovesNothing() throws IOException {
    use(RunDirectory.open(folder));
    List<String> before = in(folder);
    Path record = folder.resolve(WrittenFiles.RECORD);

    Files.write(record, new byte[] {'a', (byte) 0xff, '\n'});
    assertNothingIsRemoved("is not UTF-8 text");
    record("x".repeat((1 << 20) + 1));
    assertNothingIsRemoved("at most 1,048,576 are allowed");
    Files.delete(record);
    Files.createSymbolicLink(record, Files.writeString(parent.resolve("list"), "notes.txt\n"));
    assertNothingIsRemoved("it is not a file");

    assertThat(in(folder)).containsAll(before);
    assertThat(RunDirectory.open(folder).file(NOTES)).exists(); // it can still be read
  }

  private void assertNothingIsRemoved(String reason) {
    assertThatThrownBy(() -> RunDirectory.replace(folder))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(folder.resolve(WrittenFiles.RECORD).toString())
        .hasMessageContainingAll(reason, "Nothing was removed");
  }

  @Test
  void nameThatWasCutByAPowerFailureIsOfNoFile() throws IOException {
    RunDirectory.open(folder).write("whole.bin", out -> out.write(1));
    record("whole.bin\n" + NOTES); // of notes.txt.zip, say

    RunDirectory.open(folder).write("next.bin", out -> out.write(1));
    RunDirectory.replace(folder);

    assertNewRunWithNotes(folder);
  }

  @Test
  void damagedRecordOfAPartRemovesNothingOfTheWhole() throws IOException {
    RunDirectory run = RunDirectory.open(folder);
    use(run);
    Path damaged = run.part("fold-1").folder().resolve(WrittenFiles.RECORD);
    Files.writeString(damaged, "..\n");
    List<String> before = in(folder);

    assertThatThrownBy(() -> RunDirectory.replace(folder))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(damaged.toString(), "Nothing was removed");

    assertThat(in(folder)).containsAll(before);
  }

  @Test
  void linkIsRemovedAndWhatItLeadsToStays() throws IOException {
    RunDirectory elsewhere = RunDirectory.create(parent.resolve("elsewhere"));
    elsewhere.write("x", out -> out.write(1));
    Files.createSymbolicLink(folder.resolve("member-1"), elsewhere.folder());
    Files.createSymbolicLink(folder.resolve("best.zip"), elsewhere.file("x"));
    Files.createSymbolicLink(folder.resolve("nowhere"), parent.resolve("none"));
    record("member-1\nbest.zip\nnowhere\n");

    RunDirectory.replace(folder);

    assertNewRunWithNotes(folder);
    assertThat(in(elsewhere.folder()))
        .containsExactly(WrittenFiles.RECORD, ".lock", RunDirectory.RUN, "x");
  }

  @Test
  void folderThatIsNoRunIsKeptEvenIfItIsListed() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("holiday.jpg"), "mine");
    record("photos\n");

    RunDirectory.replace(folder);

    assertThat(photos.resolve("holiday.jpg")).hasContent("mine");
  }

  /** A run as written by versions that did not record names. */
  private void runFromBeforeTheRecord() throws IOException {
    String marker = "{\"format\": 2, \"version\": \"0\"}";
    for (String name :
        List.of("preparation.json", "forecast.png", "member-1.zip", "member-12.zip")) {
      Files.writeString(folder.resolve(name), "old");
    }
    Files.writeString(folder.resolve(AtomicFile.temporaryName("best.zip")), "of a kill");
    for (String name : List.of("member-1", "refit-12")) {
      Path part = Files.createDirectory(folder.resolve(name));
      Files.writeString(part.resolve(RunDirectory.RUN), marker);
      Files.writeString(part.resolve(RunDirectory.TRAINING), "old");
    }
    Files.writeString(folder.resolve(RunDirectory.RUN), marker);
  }

  @Test
  void runFromBeforeTheRecordIsReplacedByTheNamesOfItsTime() throws IOException {
    runFromBeforeTheRecord();
    Files.writeString(folder.resolve("member-a.zip"), "mine");

    RunDirectory.replace(folder);

    assertThat(folder.resolve("member-a.zip")).hasContent("mine");
    Files.delete(folder.resolve("member-a.zip"));
    assertNewRunWithNotes(folder);
  }

  @Test
  void runFromBeforeTheRecordThatGoesOnHasOne() throws IOException {
    runFromBeforeTheRecord();
    RunDirectory resumed = RunDirectory.open(folder);
    resumed.write("forecast.png", out -> out.write(1));
    resumed.part("member-1").write("new-in-the-part", out -> out.write(1));
    resumed.write("new", out -> out.write(1));
    assertThat(folder.resolve(WrittenFiles.RECORD))
        .content()
        .contains("forecast.png", "refit-12", "new")
        .doesNotContain(NOTES);

    RunDirectory.replace(folder);

    assertNewRunWithNotes(folder);
  }
}
