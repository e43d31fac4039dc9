package io.github.rnn4j.ui;

import io.github.rnn4j.loop.RunException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.File;
import java.net.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.deeplearning4j.ui.VertxUIServer;

/** A running training UI. A process can have only one at a time. */
final class UiServer implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final UiAddress address;
  private final BoundUiServer server;

  private UiServer(UiAddress address, BoundUiServer server) {
    this.address = address;
    this.server = server;
  }

  /**
   * Starts the server, and returns once it is listening.
   *
   * @param runs the start page, if the pages show several runs, each under a separate address; null
   *     if they show a single one, immediately, even before its first report
   * @throws RunException if it cannot listen there
   */
  static UiServer start(UiAddress address, RunsPage runs) {
    VertxUIServer.getMultiSession().set(runs != null);
    Guard guard = new Guard(address);
    Pages pages = new Pages(runs);
    Vertx vertx = Vertx.vertx(options());
    BoundUiServer server =
        new BoundUiServer(address, (self, data) -> guard.before(pages.before(self, data)));
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
      end(vertx);
      throw cannotListen(address, failed.getCause());
    } finally {
      removeUploadFolder(before);
    }
    return new UiServer(address, server);
  }

  private static VertxOptions options() {
    return new VertxOptions()
        // No folder for copies of files, in a place where another user may have created it.
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false))
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
    end(server.getVertx());
  }

  private static void end(Vertx vertx) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    vertx.close(result -> ended.complete(null));
    ended.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
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
