package io.github.rnn4j.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a saved network may name. The list is closed: a stranger's file must not choose
 * which code runs.
 *
 * <p>Deeplearning4j saves layers, activations, losses and updaters by class name, and when it loads
 * a file, it instantiates any class on the class path that the file names. {@link ModelArchive}
 * refuses a file that names a class outside this list: the layers, losses, updaters and schedules
 * of this library, and the Deeplearning4j classes that belong to recurrent networks. If you use
 * your own layer, add it to the list to vouch for it:
 *
 * <pre>{@code
 * ModelClasses classes = ModelClasses.standard().plus(MyCell.class);
 * MultiLayerNetwork network = ModelArchive.multiLayerNetwork(file, classes);
 * }</pre>
 */
public final class ModelClasses {

  private static final String LIST = "model-classes.txt";
  private static final ModelClasses STANDARD = new ModelClasses(read());

  private final Set<String> names;

  private ModelClasses(Set<String> names) {
    this.names = names;
  }

  /**
   * Returns the classes of this library and the Deeplearning4j classes that recurrent networks are
   * made of.
   *
   * @return the list, read from {@code model-classes.txt} next to this class
   */
  public static ModelClasses standard() {
    return STANDARD;
  }

  /**
   * Returns this list extended by more classes, such as your own subclasses of {@code
   * SameDiffRecurrentLayer}. Their no-argument constructors and setters run with values from the
   * file; add only classes that can handle any values.
   *
   * @param more classes that a configuration may name
   * @return a new, longer list; this one does not change
   */
  public ModelClasses plus(Class<?>... more) {
    return new ModelClasses(
        Stream.concat(names.stream(), Stream.of(more).map(Class::getName))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Returns whether a class is on the list.
   *
   * @param name its binary name, such as {@code io.github.rnn4j.layer.packed.PackedLstm}
   * @return true if a configuration may name it
   */
  public boolean allows(String name) {
    return names.contains(name);
  }

  /**
   * Checks the configuration of a network, in the JSON of Deeplearning4j, that comes from someone
   * else. Parse only what this method returns: Deeplearning4j's parser loads any class that a text
   * names.
   *
   * @param configuration what {@code toJson()} of a configuration returned
   * @param parameters the number of parameters of the network, which limits the sizes of its layers
   * @return the same configuration, written from scratch: it contains nothing that another parser
   *     could read differently
   * @throws IllegalArgumentException if it is not valid JSON, is nested too deeply, has a value
   *     that is too long, names a class that is not on this list, or has an impossible size
   */
  public String checked(String configuration, long parameters) {
    try {
      return ModelJson.read(configuration.getBytes(StandardCharsets.UTF_8), this, parameters)
          .text();
    } catch (IOException | ModelJson.Refused cause) {
      throw new IllegalArgumentException(cause.getMessage(), cause);
    }
  }

  Set<String> names() {
    return names;
  }

  private static Set<String> read() {
    try (InputStream in = ModelClasses.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Set<String> names = new HashSet<>();
      String beginning = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(".")) {
          beginning = line.startsWith("#") ? beginning : line;
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          names.add(beginning + line);
        }
      }
      return Set.copyOf(names);
    } catch (IOException cause) {
      throw new IllegalStateException(
          "Cannot read " + LIST + " of rnn-core: its jar is incomplete.", cause);
    }
  }
}
