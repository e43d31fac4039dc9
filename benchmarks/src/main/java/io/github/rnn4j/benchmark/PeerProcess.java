package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Reply;
import io.github.rnn4j.benchmark.work.Request;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running measuring process. Anything it prints besides its replies goes to a log file. */
final class PeerProcess implements AutoCloseable {
  private final PeerKind kind;
  private final Path log;
  private final Process process;
  private final BufferedReader replies;
  private final BufferedWriter requests;

  PeerProcess(PeerKind kind, ProcessPlan plan) throws IOException {
    this.kind = kind;
    Files.createDirectories(plan.logs());
    log = plan.logs().resolve(kind.id() + ".log");
    process = plan.builder(kind).redirectError(log.toFile()).start();
    replies = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  PeerKind kind() {
    return kind;
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @throws IllegalStateException if the process fails; the message names its log
   */
  <R extends Reply> R ask(Request request, Class<R> expected) throws IOException {
    requests.write(request.line());
    requests.newLine();
    requests.flush();
    String line = replies.readLine();
    if (line == null) {
      throw new IllegalStateException(
          "%s ended after the request '%s'; see %s".formatted(kind.title(), request.line(), log));
    }
    Reply reply = Reply.parse(line);
    if (!expected.isInstance(reply)) {
      throw new IllegalStateException(
          "%s replied '%s' to '%s'; see %s".formatted(kind.title(), line, request.line(), log));
    }
    return expected.cast(reply);
  }

  /** Ends the process by closing its input, and by force if it does not exit. */
  @Override
  public void close() throws IOException {
    try {
      requests.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException cause) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
