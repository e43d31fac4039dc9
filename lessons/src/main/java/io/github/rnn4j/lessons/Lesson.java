package io.github.rnn4j.lessons;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lessons, in the order in which to read them. */
@SuppressWarnings("ImmutableEnumChecker") // The programs have no state.
enum Lesson {
  ONE_STEP(
      "one step of a recurrent layer by hand, and three layers that compute the same result",
      OneStep::run),
  RECURRENCES("what can be fed back, and the network unfolded in time", Recurrences::run),
  ACTIVATIONS(
      "tanh, ReLU and sigmoid over 50 steps, and three kinds of initial weights", Activations::run),
  GRADIENTS(
      "the gradient through time: its terms, why it vanishes or explodes, clipping, truncation",
      Gradients::run),
  GATES(
      "LSTM and GRU by hand, and what their gates do while they read a text",
      Gates::run,
      Training.EPOCHS),
  EMBEDDING("how tokens become vectors: one-hot, or as rows of a table", Embedding::run),
  REVIEWS(
      "from reviews to a minibatch: words, vocabulary, padding and mask",
      Reviews::run,
      Training.NONE,
      "film reviews: aclImdb_v1.tar.gz, or lines of label<TAB>text"),
  BIDIRECTIONAL("a layer that reads in both directions, taken apart", Bidirectional::run),
  CHARACTERS(
      "a text as numbers, the next character as a class, and how to sample it",
      Characters::run,
      Training.EPOCHS,
      "the novel, 1268-0.txt"),
  DINOSAURS(
      "an Elman network learns the names of dinosaurs, character by character",
      Dinosaurs::run,
      Training.EPOCHS,
      "the names of dinosaurs, dinos.txt"),
  SINE("a small network learns a sine wave, one point at a time", Sine::run, Training.EPOCHS),
  WORDS(
      "a language model of words, with a beginning, an end and unknown words",
      Words::run,
      Training.EPOCHS,
      "the novel, 1268-0.txt"),
  SHAPES(
      "three kinds of tasks: many to one, many to many, one to many", Shapes::run, Training.EPOCHS),
  DATES(
      "an encoder and a decoder rewrite dates: read everything, then write",
      Dates::run,
      Training.EPOCHS),
  DATAVEC(
      "from a file to a trained network through DataVec",
      Datavec::run,
      Training.EPOCHS,
      "any text file whose lines belong together, such as a list of names");

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
