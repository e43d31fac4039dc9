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
 * Which classes a saved network may name: a closed list, so that a file from a stranger cannot
 * choose what runs here.
 *
 * <p>Deeplearning4j writes a layer, an activation, a loss, an updater with the name of its class,
 * and makes an instance of whatever class of the class path a file names there. {@link
 * ModelArchive} refuses a file that names another class than these: the layers, losses, updaters
 * and schedules of this library, and those of Deeplearning4j that belong to recurrent networks.
 * Whoever has a layer of their own names it, and so vouches for it:
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
   * The classes of this library and those of Deeplearning4j that recurrent networks are made of.
   *
   * @return the list; it stands in {@code model-classes.txt} beside this class
   */
  public static ModelClasses standard() {
    return STANDARD;
  }

  /**
   * This list and further classes, such as layers of your own that extend {@code
   * SameDiffRecurrentLayer}. Their no-argument constructors and setters run with the values of the
   * file, so add what can bear any values.
   *
   * @param more classes that a configuration may name
   * @return a longer list; this one stays as it is
   */
  public ModelClasses plus(Class<?>... more) {
    return new ModelClasses(
        Stream.concat(names.stream(), Stream.of(more).map(Class::getName))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether a class is on the list.
   *
   * @param name its binary name, such as {@code io.github.rnn4j.layer.packed.PackedLstm}
   * @return whether a configuration may name it
   */
  public boolean allows(String name) {
    return names.contains(name);
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
          LIST + " of rnn-core cannot be read: its jar is incomplete.", cause);
    }
  }
}
