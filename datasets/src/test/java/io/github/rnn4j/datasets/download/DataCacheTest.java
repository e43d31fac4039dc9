package io.github.rnn4j.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.FileServer.Manner;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DataCacheTest {

  @TempDir Path folder;

  private final byte[] content = new byte[300_000];
  private FileServer server;
  private RemoteFile file;
  private Path directory;

  @BeforeEach
  void startServer() throws IOException {
    new Random(1).nextBytes(content);
    server = new FileServer(content, Manner.RANGES);
    Path sample = Files.write(folder.resolve("sample"), content);
    file = new RemoteFile("file.bin", server.uri(), content.length, Checksums.sha256(sample));
    directory = folder.resolve("cache/nested");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private DataCache cache() {
    return new DataCache(directory, false, DownloadProgress.SILENT);
  }

  private Path part() {
    return directory.resolve("file.bin.part");
  }

  private void leavePart(byte[] bytes) throws IOException {
    Files.createDirectories(directory);
    Files.write(part(), bytes);
  }

  private void assertFails(ThrowingCallable fetch, String reason) {
    assertThatThrownBy(fetch)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.uri().toString())
        .hasMessageContaining(directory.resolve("file.bin").toString());
    assertThat(directory.resolve("file.bin")).doesNotExist();
  }

  @Test
  void aFileIsFetchedOnce() {
    Path first = cache().fetch(file);
    Path second = cache().fetch(file);

    assertThat(first).isEqualTo(second).isEqualTo(cache().path(file)).hasBinaryContent(content);
    assertThat(part()).doesNotExist();
    assertThat(server.requests()).containsExactly("-");
  }

  @Test
  void progressRisesToTheSizeOfTheFile() {
    List<Long> heard = new ArrayList<>();

    new DataCache(directory, false, (which, bytes) -> heard.add(bytes)).fetch(file);

    assertThat(heard).isSorted().startsWith(0L).endsWith(300_000L).hasSizeGreaterThan(3);
  }

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() throws IOException {
    server.setManner(Manner.CUTS_OFF);

    Throwable broken = catchThrowable(() -> cache().fetch(file));
    long kept = Files.size(part()); // up to half: the client may drop what it has not handed over
    assertThat(kept).isBetween(100_000L, 150_000L);
    assertFails(
        () -> {
          throw broken;
        },
        String.format(Locale.ROOT, "broke after %,d of 300,000 bytes", kept));

    server.setManner(Manner.RANGES);
    List<Long> heard = new ArrayList<>();
    Path path = new DataCache(directory, false, (which, bytes) -> heard.add(bytes)).fetch(file);

    assertThat(path).hasBinaryContent(content);
    assertThat(heard.get(0)).isEqualTo(kept);
    assertThat(server.requests()).containsExactly("-", "bytes=" + kept + "-");
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"NO_RANGES", "WRONG_RANGE", "REFUSES_RANGES"})
  void aServerThatDoesNotResumeIsAskedForTheWholeFile(Manner manner) throws IOException {
    leavePart(new byte[1000]); // zeros: kept bytes would show
    server.setManner(manner);

    Path path = cache().fetch(file);

    assertThat(path).hasBinaryContent(content);
    assertThat(server.requests().get(0)).isEqualTo("bytes=1000-");
    assertThat(server.requests()).hasSize(manner == Manner.NO_RANGES ? 1 : 2);
  }

  @Test
  void aStaleStartIsThrownAwayAndTheFileFetchedWhole() throws IOException {
    leavePart(new byte[1000]);

    Path path = cache().fetch(file);

    assertThat(path).hasBinaryContent(content);
    assertThat(server.requests()).containsExactly("bytes=1000-", "-");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300_000, 300_001})
  void aPartOfAnySizeLeadsToTheWholeFile(int size) throws IOException {
    leavePart(Arrays.copyOf(content, size));

    assertThat(cache().fetch(file)).hasBinaryContent(content);
    assertThat(server.requests()).hasSize(size == 300_000 ? 0 : 1); // whole, only not renamed yet
  }

  @Test
  void aFileWithAnotherChecksumIsDeletedAndRefused() {
    file = new RemoteFile("file.bin", server.uri(), content.length, "0".repeat(64));

    assertFails(() -> cache().fetch(file), "not the published file");
    assertThat(part()).doesNotExist();
  }

  @Test
  void anotherSizeIsNoticedBeforeAnythingIsFetched() {
    server.setManner(Manner.ANNOUNCES_ANOTHER_SIZE);

    assertFails(() -> cache().fetch(file), "offers 7 bytes, but the published file has 300000");
    assertThat(part()).doesNotExist();
  }

  @Test
  void anEndlessAnswerIsStopped() {
    server.setManner(Manner.ENDLESS);

    assertFails(() -> cache().fetch(file), "sends more than 300000 bytes");
  }

  @Test
  void aMissingFileIsAnError() {
    server.setManner(Manner.NOT_FOUND);

    assertFails(() -> cache().fetch(file), "HTTP status 404");
  }

  @Test
  void redirectsAreFollowed() {
    server.setManner(Manner.REDIRECTS);

    assertThat(cache().fetch(file)).hasBinaryContent(content);
  }

  @Test
  void aSilentServerIsNotWaitedForForEver() {
    server.setManner(Manner.STALLS);
    DataCache impatient =
        new DataCache(directory, false, DownloadProgress.SILENT, Duration.ofMillis(400));

    assertFails(() -> impatient.fetch(file), "no data for 0.4 s");
    assertThat(part()).hasSize(150_000);
  }

  @Test
  void noServerIsAnError() {
    server.close();

    assertFails(() -> cache().fetch(file), "cannot reach");
  }

  @Test
  void offlineNeverTouchesTheNetwork() {
    DataCache offline = new DataCache(directory, true, DownloadProgress.SILENT);

    assertFails(() -> offline.fetch(file), "downloads are turned off");
    assertThat(server.requests()).isEmpty();

    cache().fetch(file);

    assertThat(offline.fetch(file)).hasBinaryContent(content);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aFileInTheCacheThatWasChangedIsRefusedAndLeftAlone() throws IOException {
    Path path = cache().fetch(file);
    byte[] changed = content.clone();
    changed[1000] ^= 1;
    Files.write(path, changed);

    assertThatThrownBy(() -> cache().fetch(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("Delete it");
    assertThat(path).hasBinaryContent(changed);
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file where the directory should be");

    assertThatThrownBy(() -> cache().fetch(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot write to the cache " + directory);
  }

  @Test
  void twoWhoWantTheSameFileShareOneDownload() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> wishes =
          List.of(
              () -> cache().fetch(file),
              () -> cache().fetch(file),
              () -> cache().fetch(file),
              () -> cache().fetch(file));

      for (Future<Path> path : threads.invokeAll(wishes)) {
        assertThat(path.get()).hasBinaryContent(content);
      }
      assertThat(server.requests()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDownloadWaitsForThatOfAnotherProgram() throws Exception {
    Files.createDirectories(directory);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                directory.resolve("file.bin.lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("locked true");

      Future<Path> path = threads.submit(() -> cache().fetch(file));

      assertThatThrownBy(() -> path.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(server.requests()).isEmpty();
      other.getOutputStream().close();
      assertThat(path.get()).hasBinaryContent(content);
    } finally {
      other.destroyForcibly();
      threads.shutdownNow();
    }
  }

  @Test
  void theDefaultDirectoryFollowsTheEnvironment() {
    Path home = folder.resolve("home");
    Path elsewhere = folder.resolve("elsewhere").toAbsolutePath();

    assertThat(DataCache.defaultDirectory(null, home.toString()))
        .isEqualTo(home.resolve(".cache/rnn4j"));
    assertThat(DataCache.defaultDirectory("relative", home.toString()))
        .isEqualTo(home.resolve(".cache/rnn4j"));
    assertThat(DataCache.defaultDirectory(elsewhere.toString(), home.toString()))
        .isEqualTo(elsewhere.resolve("rnn4j"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", ".hidden", "a b"})
  void aRemoteFileNeedsAPlainName(String name) {
    URI uri = server.uri();

    assertThatThrownBy(() -> new RemoteFile(name, uri, 1, "0".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name is '" + name + "'");
  }

  @Test
  void aRemoteFileNeedsAnAddressASizeAndAChecksum() {
    URI uri = server.uri();
    URI local = URI.create("file:/etc/passwd");

    assertThatThrownBy(() -> new RemoteFile("a", local, 1, "0".repeat(64)))
        .hasMessageContaining("uri is 'file:/etc/passwd'");
    assertThatThrownBy(() -> new RemoteFile("a", uri, 0, "0".repeat(64)))
        .hasMessageContaining("bytes is '0'");
    assertThatThrownBy(() -> new RemoteFile("a", uri, 1, "abc"))
        .hasMessageContaining("sha256 is 'abc'");
    assertThat(new RemoteFile("a", uri, 1, "AB".repeat(32)).sha256()).isEqualTo("ab".repeat(32));
  }
}
