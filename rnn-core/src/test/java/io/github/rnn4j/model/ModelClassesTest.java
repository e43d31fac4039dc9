package io.github.rnn4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.packed.PackedLstm;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

class ModelClassesTest {
  private static final String OURS = "io.github.rnn4j.";

  private static final List<Class<?>> NAMED_IN_CONFIGURATIONS =
      List.of(
          Layer.class,
          GraphVertex.class,
          IUpdater.class,
          ISchedule.class,
          IWeightInit.class,
          ILossFunction.class);

  static Set<String> names() {
    return ModelClasses.standard().names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNameIsThatOfAClassToMakeInstancesOf(String name) throws ClassNotFoundException {
    Class<?> type = Class.forName(name);

    assertThat(Modifier.isAbstract(type.getModifiers())).as(name).isFalse();
  }

  /** Jackson would load whatever class a property of type Class names, or fill an Object. */
  @ParameterizedTest
  @MethodSource("names")
  void noneHasAPropertyThatCouldNameFurtherClasses(String name) throws ClassNotFoundException {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = Class.forName(name); type != Object.class; type = type.getSuperclass()) {
      Stream.of(type.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .filter(field -> !Modifier.isTransient(field.getModifiers()))
          .forEach(fields::add);
    }

    assertThat(fields).extracting(Field::getType).doesNotContain(Class.class, Object.class);
  }

  @Test
  void everythingOfThisLibraryThatAConfigurationNamesIsOnTheList() throws Exception {
    List<String> ours = concreteClassesOfThisLibrary();

    assertThat(ours).hasSizeGreaterThan(10);
    assertThat(names()).filteredOn(name -> name.startsWith(OURS)).hasSameElementsAs(ours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Runtime",
        "io.github.rnn4j.layer.",
        "PackedLstm",
        "",
        "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer"
      })
  void othersAreNot(String name) {
    assertThat(ModelClasses.standard().allows(name)).isFalse();
  }

  @Test
  void whatACallerAddsIsOnTheirListAlone() {
    ModelClasses more = ModelClasses.standard().plus(Intruder.class);

    assertThat(more.allows(Intruder.class.getName())).isTrue();
    assertThat(more.allows(PackedLstm.class.getName())).isTrue();
    assertThat(ModelClasses.standard().allows(Intruder.class.getName())).isFalse();
  }

  private static List<String> concreteClassesOfThisLibrary()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root =
        Path.of(PackedLstm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path = root.relativize(file).toString();
        Class<?> type =
            Class.forName(path.replaceFirst("\\.class$", "").replace(File.separatorChar, '.'));
        if (!Modifier.isAbstract(type.getModifiers())
            && NAMED_IN_CONFIGURATIONS.stream().anyMatch(base -> base.isAssignableFrom(type))) {
          names.add(type.getName());
        }
      }
    }
    return names;
  }
}
