package io.github.rnn4j.charlm.training;

import io.github.rnn4j.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * What the network wrote after each epoch, saved with the run as {@value #FILE}.
 *
 * @param epochs the samples, in order of the epochs; those of the earliest epochs are left out if
 *     all together would have more than {@value #MOST_CHARACTERS} characters
 */
public record EpochSamples(List<Epoch> epochs) {

  /** The name of the file. */
  public static final String FILE = "samples.json";

  private static final int MOST_CHARACTERS = 8_000_000;

  private static final EpochSamples NONE = new EpochSamples(List.of());

  /**
   * The samples of an epoch.
   *
   * @param epoch the epoch, counted from 1
   * @param update the number of updates by the end of the epoch
   * @param texts the texts, each with its given beginning
   */
  public record Epoch(int epoch, long update, List<String> texts) {
    private int characters() {
      return texts.stream().mapToInt(String::length).sum();
    }
  }

  /**
   * Reads the samples of a run.
   *
   * @return the samples; none if the run has no such file
   * @throws io.github.rnn4j.loop.RunException if the file is damaged
   */
  public static EpochSamples of(RunDirectory run) {
    return run.has(FILE) ? run.readJson(FILE, EpochSamples.class) : NONE;
  }

  /** Returns the samples of the first epochs. */
  EpochSamples upTo(int epoch) {
    return new EpochSamples(epochs.stream().filter(sample -> sample.epoch() <= epoch).toList());
  }

  EpochSamples with(Epoch next) {
    List<Epoch> all = new ArrayList<>(epochs);
    all.add(next);
    int characters = all.stream().mapToInt(Epoch::characters).sum();
    while (characters > MOST_CHARACTERS && all.size() > 1) {
      characters -= all.remove(0).characters();
    }
    return new EpochSamples(List.copyOf(all));
  }
}
