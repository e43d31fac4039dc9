package io.github.rnn4j.lessons;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lessons, in the order in which to read them. */
@SuppressWarnings("ImmutableEnumChecker") // The programs have no state.
enum Lesson {
  ONE_STEP(
      "one step of a recurrent layer by hand, and three layers that do the same", OneStep::run),
  RECURRENCES("what can be fed back, and the network unfolded in time", Recurrences::run),
  SINE("a small network learns a sine wave, one point at a time", Sine::run, Training.EPOCHS),
  SHAPES(
      "three kinds of tasks: many to one, many to many, one to many", Shapes::run, Training.EPOCHS);

  /** A program that prints into a notebook. */
  interface Program {
    void run(Notebook page) throws IOException;
  }

  /** Whether a lesson trains a network for a number of epochs that one may set. */
  enum Training {
    NONE,
    EPOCHS
  }

  private final String subject;
  private final Program program;
  private final Training training;
  private final String data;

  Lesson(String subject, Program program) {
    this(subject, program, Training.NONE, null);
  }

  Lesson(String subject, Program program, Training training) {
    this(subject, program, training, null);
  }

  /**
   * A lesson.
   *
   * @param subject what it is about
   * @param program what it does
   * @param training whether it trains
   * @param data the file that it can read, or null if it reads none
   */
  Lesson(String subject, Program program, Training training, String data) {
    this.subject = subject;
    this.program = program;
    this.training = training;
    this.data = data;
  }

  String subject() {
    return subject;
  }

  boolean trains() {
    return training == Training.EPOCHS;
  }

  /** Returns which file the lesson can read instead of its synthetic data. */
  Optional<String> data() {
    return Optional.ofNullable(data);
  }

  void run(Notebook page) throws IOException {
    program.run(page);
  }

  static Optional<Lesson> named(String name) {
    return Arrays.stream(values()).filter(lesson -> lesson.toString().equals(name)).findAny();
  }

  /** Returns the name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
