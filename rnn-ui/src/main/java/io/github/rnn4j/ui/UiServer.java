package io.github.rnn4j.ui;

import io.github.rnn4j.loop.RunException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.deeplearning4j.ui.VertxUIServer;

/** A running training UI. A process can have only one at a time. */
final class UiServer implements AutoCloseable {

  /** How many runs the pages show. */
  enum Sessions {
    /** One run, shown immediately, even before its first report. */
    ONE,
    /** Several runs, each under a separate address, so that they can be compared. */
    MANY
  }

  private static final long PATIENCE_SECONDS = 30;

  private final UiAddress address;
  private final BoundUiServer server;
  private final File pages;

  private UiServer(UiAddress address, BoundUiServer server, File pages) {
    this.address = address;
    this.server = server;
    this.pages = pages;
  }

  /**
   * Starts the server, and returns once it is listening.
   *
   * @throws RunException if it cannot listen there
   */
  static UiServer start(UiAddress address, Sessions sessions) {
    return start(address, sessions, router -> router);
  }

  static UiServer start(
      UiAddress address, Sessions sessions, UnaryOperator<Handler<HttpServerRequest>> pages) {
    VertxUIServer.getMultiSession().set(sessions == Sessions.MANY);
    Guard guard = new Guard(address);
    File folder = folderOfPages();
    Vertx vertx = Vertx.vertx(options(folder));
    BoundUiServer server =
        new BoundUiServer(address, router -> guard.before(PageScripts.before(pages.apply(router))));
    long before = System.currentTimeMillis();
    CompletableFuture<String> started = new CompletableFuture<>();
    vertx.deployVerticle(
        server,
        result -> {
          if (result.succeeded()) {
            started.complete(result.result());
          } else {
            started.completeExceptionally(result.cause());
          }
        });
    try {
      started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      end(vertx, folder);
      throw cannotListen(address, failed.getCause());
    } finally {
      removeUploadFolder(before);
    }
    return new UiServer(address, server, folder);
  }

  /**
   * Creates a private folder for this user: Vert.x's default has a name that another user may have
   * taken.
   */
  private static File folderOfPages() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      File folder = Files.createTempDirectory(temporary, "rnn4j-ui").toFile();
      folder.deleteOnExit();
      return folder;
    } catch (IOException cause) {
      throw new RunException(
          "The training UI cannot write its pages to %s (%s). Specify a folder for temporary files with -Djava.io.tmpdir."
              .formatted(temporary, cause),
          cause);
    }
  }

  private static VertxOptions options(File pages) {
    return new VertxOptions()
        .setFileSystemOptions(new FileSystemOptions().setFileCacheDir(pages.getPath()))
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        // Training has priority on the processors: a page that waits for them is not a problem.
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MINUTES)
        .setMaxEventLoopExecuteTime(1);
  }

  /** The address to open in a browser. */
  String url() {
    String host = address.host();
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port());
  }

  int port() {
    return server.getPort();
  }

  void attach(ShownRun run) {
    server.attach(run.storage());
  }

  /** Stops the server, and returns once it is no longer listening. */
  @Override
  public void close() {
    end(server.getVertx(), pages);
  }

  private static void end(Vertx vertx, File pages) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    vertx.close(result -> ended.complete(null));
    ended.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    pages.delete(); // Vert.x has emptied it
  }

  private static RunException cannotListen(UiAddress address, Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null && !(cause instanceof BindException)) {
      cause = cause.getCause();
    }
    String where = "port %d of %s".formatted(address.port(), address.host());
    String message =
        cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")
            ? "The training UI cannot listen on %s: the port is in use. Choose another port with --ui-port, or 0 for any free port."
                .formatted(where)
            : "The training UI cannot listen on %s (%s). Set --ui-host to an address of this machine, and --ui-port to a port that you may use."
                .formatted(where, cause instanceof TimeoutException ? "no answer" : cause);
    return new RunException(message, failed);
  }

  /** Deeplearning4j creates a folder for uploads, which are refused, and leaves it behind. */
  private static void removeUploadFolder(long before) {
    File folder = new File(System.getProperty("java.io.tmpdir"));
    for (long time = before; time <= System.currentTimeMillis(); time++) {
      new File(folder, "DL4JUI_" + time).delete(); // deletes only an empty folder
    }
  }
}
