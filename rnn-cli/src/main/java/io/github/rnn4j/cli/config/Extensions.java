package io.github.rnn4j.cli.config;

import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a finished run was trained further. Saved as {@link RunDirectory#EXTENSIONS}; the run's
 * configuration remains that of its start.
 *
 * <pre>{@code
 * Extensions.Extension last = new Extensions.Extension("--epochs", 20, 0.001, Map.of("", 10), List.of());
 * Extensions.of(run).with(last).saveTo(run);
 * }</pre>
 *
 * @param extensions the extensions, in order
 */
public record Extensions(List<Extension> extensions) {

  /** Not trained further. */
  public static final Extensions NONE = new Extensions(List.of());

  /**
   * One extension.
   *
   * @param option the option that sets the length of a training, such as {@code --epochs}
   * @param length its new value, which includes what was trained before
   * @param learningRate the learning rate from here on; NaN, which is null in JSON, if it stays as
   *     it is
   * @param epochsBefore the number of complete epochs before, by the name of the training: that of
   *     its folder in the run, or empty if the run is a single training
   * @param limitsBefore the options that had shortened the training before, as they are typed
   */
  public record Extension(
      String option,
      int length,
      double learningRate,
      Map<String, Integer> epochsBefore,
      List<String> limitsBefore) {

    /**
     * Copies the map and the list.
     *
     * @param option as for the record
     * @param length as for the record
     * @param learningRate as for the record
     * @param epochsBefore as for the record
     * @param limitsBefore as for the record
     */
    public Extension {
      epochsBefore = Map.copyOf(epochsBefore);
      limitsBefore = List.copyOf(limitsBefore);
    }

    /**
     * Returns the number of complete epochs before the extension.
     *
     * @param training the name of the training
     * @return 0 or more
     */
    public int epochsBefore(String training) {
      return epochsBefore.getOrDefault(training, 0);
    }

    /**
     * Returns whether another extension asks for the same.
     *
     * @param other the other extension
     * @return whether only what was before differs
     */
    public boolean asksTheSameAs(Extension other) {
      return options().equals(other.options());
    }

    /**
     * Returns the options of this extension.
     *
     * @return the options as they are typed
     */
    public List<String> options() {
      String longer = option + "=" + length;
      return Double.isNaN(learningRate)
          ? List.of(longer)
          : List.of(longer, "--learning-rate=" + OptionText.of(learningRate));
    }
  }

  /**
   * Copies the list.
   *
   * @param extensions the extensions
   */
  public Extensions {
    extensions = List.copyOf(extensions);
  }

  /**
   * Reads what is saved of a run.
   *
   * @param run the run
   * @return its extensions; none if nothing is saved
   * @throws io.github.rnn4j.loop.RunException if the file is damaged
   */
  public static Extensions of(RunDirectory run) {
    return run.has(RunDirectory.EXTENSIONS)
        ? run.readJson(RunDirectory.EXTENSIONS, Extensions.class)
        : NONE;
  }

  /**
   * Adds an extension.
   *
   * @param extension the extension
   * @return a copy that has it
   */
  public Extensions with(Extension extension) {
    List<Extension> more = new ArrayList<>(extensions);
    more.add(extension);
    return new Extensions(more);
  }

  /**
   * Saves this with a run, unless it is saved already. From then on the run has not ended: its
   * final metrics are removed.
   *
   * @param run the run
   * @throws io.github.rnn4j.run.NotWrittenException if it cannot be written
   */
  public void saveTo(RunDirectory run) {
    if (equals(of(run))) {
      return;
    }
    run.writeJson(RunDirectory.EXTENSIONS, this);
    Provenance ended = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    run.writeJson(RunDirectory.PROVENANCE, ended.finished(0, Map.of()));
  }

  /**
   * Returns the latest extension.
   *
   * @return the extension; empty if there is none
   */
  public Optional<Extension> last() {
    return extensions.isEmpty()
        ? Optional.empty()
        : Optional.of(extensions.get(extensions.size() - 1));
  }

  /**
   * Returns the configuration with the length of the latest extension.
   *
   * @param config the configuration of the start of the run
   * @param <C> the configuration
   * @return the configuration to train with
   * @throws IllegalArgumentException if the length is out of range; the message names the option
   */
  public <C extends Record> C applyTo(C config) {
    return last()
        .map(last -> ConfigOptions.with(config, Map.of(last.option(), last.length())))
        .orElse(config);
  }

  /**
   * Returns whether an extension has changed the learning rate, which is then constant.
   *
   * @return whether any has
   */
  public boolean changesLearningRate() {
    return extensions.stream().anyMatch(extension -> !Double.isNaN(extension.learningRate()));
  }

  /**
   * Returns the options of all extensions.
   *
   * @return text such as {@code --epochs=10 --learning-rate=0.001, then --epochs=20}
   */
  public String text() {
    return extensions.stream()
        .map(extension -> String.join(" ", extension.options()))
        .collect(Collectors.joining(", then "));
  }

  /**
   * Returns what a reader of the results must know.
   *
   * @return a sentence; empty if the run was never extended
   */
  public Optional<String> warning() {
    return last()
        .map(
            last ->
                "This run was tested before it was trained further (%s). If those results are why it was trained further, the new ones are too optimistic."
                    .formatted(text()));
  }
}
