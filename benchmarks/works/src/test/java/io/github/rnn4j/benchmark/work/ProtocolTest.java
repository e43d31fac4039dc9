package io.github.rnn4j.benchmark.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

  /** Counts its steps; the first gives 0.5, the next 1.5. */
  private static final class CountingPeer implements Peer, Session {
    private int steps;
    private int sleep; // milliseconds a step takes
    private boolean closed;

    @Override
    public String versions() {
      return "counting\npeer";
    }

    @Override
    public Session open(Assignment assignment, Weights weights) {
      return this;
    }

    @Override
    public double matrixProductRate() {
      return 2.5;
    }

    @Override
    public long parameters() {
      return 42;
    }

    @Override
    public double step() {
      long end = System.nanoTime() + sleep * 1_000_000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return steps++ + 0.5;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static List<Request> requests() {
    return List.of(
        new Request.Open("charlm", Weights.CHECK),
        new Request.WarmUp(8000, 90_000),
        new Request.Run(3, 1500),
        new Request.Close(),
        new Request.Product(),
        new Request.Versions());
  }

  static List<Reply> replies() {
    return List.of(
        new Reply.Opened(1_432_341),
        new Reply.Times(0.25, new Usage(3.5, 410), List.of(1.5, 2.25)),
        new Reply.Times(0.25, new Usage(3.5, Double.NaN), List.of(1.5)),
        new Reply.Done(),
        new Reply.Figure(103.5),
        new Reply.Text("PyTorch 2.7.1, threads 2"),
        new Reply.Failed("no such work"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestIsReadAsItWasWritten(Request request) {
    assertThat(Request.parse(request.line())).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void replyIsReadAsItWasWritten(Reply reply) {
    assertThat(Reply.parse(reply.line())).isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "open charlm", "open charlm sometimes", "warm 1", "run 3", "run x 1", "stop"})
  void otherLineIsNotARequest(String line) {
    assertThatThrownBy(() -> Request.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + line + "' is not a valid request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opened many", "times 0.5", "times 0.5 3.5 410.0", "ready"})
  void otherLineIsNotAReply(String line) {
    assertThatThrownBy(() -> Reply.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  private static MeasuringProcess opened(Peer peer) {
    MeasuringProcess process = new MeasuringProcess(peer, Path.of("none"));
    process.answer("open elman random");
    return process;
  }

  @Test
  void firstStepIsNotTimed() {
    CountingPeer peer = new CountingPeer();
    MeasuringProcess process = new MeasuringProcess(peer, Path.of("none"));
    Reply opened = process.answer("open elman random");

    Reply times = process.answer("run 3 0");

    assertThat(opened).isEqualTo(new Reply.Opened(42));
    assertThat(times)
        .isInstanceOfSatisfying(
            Reply.Times.class,
            reply -> {
              assertThat(reply.first()).isEqualTo(0.5);
              assertThat(reply.milliseconds()).hasSize(3);
            });
    assertThat(peer.steps).isEqualTo(4);
  }

  @Test
  void processorTimeIsThatOfOneStep() {
    CountingPeer peer = new CountingPeer();
    peer.sleep = 20; // spins, so the processor is busy
    MeasuringProcess process = opened(peer);

    Reply times = process.answer("run 5 0");

    assertThat(times)
        .isInstanceOfSatisfying(
            Reply.Times.class,
            reply -> {
              double wall = reply.milliseconds().stream().mapToDouble(time -> time).sum();
              assertThat(reply.usage().processor())
                  .isGreaterThan(0)
                  .isLessThan(wall * Runtime.getRuntime().availableProcessors());
            });
  }

  @Test
  void warmUpIsOneStepWhereNoTimeIsAskedFor() {
    CountingPeer peer = new CountingPeer();
    MeasuringProcess process = opened(peer);

    Reply done = process.answer("warm 0 0");

    assertThat(done).isEqualTo(new Reply.Done());
    assertThat(peer.steps).isEqualTo(1);
  }

  @Test
  void warmUpLastsAsLongAsIsAskedFor() {
    CountingPeer peer = new CountingPeer();
    MeasuringProcess process = opened(peer);
    long start = System.nanoTime();

    process.answer("warm 30 30");

    assertThat(System.nanoTime() - start).isGreaterThan(30_000_000L);
    assertThat(peer.steps).isGreaterThan(1);
  }

  @Test
  void aVerySlowStepIsNotMadeTwice() {
    CountingPeer peer = new CountingPeer();
    peer.sleep = 20;
    MeasuringProcess process = opened(peer);

    Reply times = process.answer("run 1 5");

    assertThat(peer.steps).isEqualTo(1);
    assertThat(times)
        .isInstanceOfSatisfying(
            Reply.Times.class,
            reply -> assertThat(reply.milliseconds()).singleElement().matches(time -> time >= 20));
  }

  @Test
  void workIsClosedBeforeTheNext() {
    CountingPeer peer = new CountingPeer();
    MeasuringProcess process = opened(peer);

    Reply closed = process.answer("close");

    assertThat(closed).isEqualTo(new Reply.Done());
    assertThat(peer.closed).isTrue();
    assertThat(process.answer("run 1 0")).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void unknownWorkloadIsAReplyThatListsTheKnownOnes() {
    MeasuringProcess process = new MeasuringProcess(new CountingPeer(), Path.of("none"));

    Reply reply = process.answer("open poetry random");

    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> assertThat(failed.message()).contains("poetry", "charlm"));
  }
}
