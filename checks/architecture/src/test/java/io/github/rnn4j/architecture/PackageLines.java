package io.github.rnn4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of {@code arrows.txt}, which list the packages that a package may depend on.
 *
 * @param root the package that contains all others
 * @param allowed by package without the root: the package itself and those that it may depend on
 */
record PackageLines(String root, Map<String, Set<String>> allowed) {
  private static final String FILE = "arrows.txt";

  static PackageLines read(String root) {
    Map<String, Set<String>> allowed = new HashMap<>();
    try (InputStream in = PackageLines.class.getResourceAsStream(FILE)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> words = List.of(line.strip().split("( ->)? +|->", -1));
          allowed.put(words.get(0), Set.copyOf(words));
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return new PackageLines(root, allowed);
  }

  ArchCondition<JavaClass> beFollowed() {
    return new ArchCondition<>("depend only on packages that arrows.txt allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Set<String> mayUse = allowed.get(relative(root, type));
        if (mayUse == null) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " has no line in " + FILE));
          return;
        }
        type.getDirectDependenciesFromSelf().stream()
            .filter(to -> isOurs(to.getTargetClass()))
            .filter(to -> !mayUse.contains(relative(root, to.getTargetClass())))
            .forEach(to -> events.add(SimpleConditionEvent.violated(to, to.getDescription())));
      }
    };
  }

  private boolean isOurs(JavaClass type) {
    return (type.getBaseComponentType().getPackageName() + ".").startsWith(root + ".");
  }

  /**
   * Returns the package of a class, or of an array's elements, without the root; empty outside the
   * root.
   */
  static String relative(String root, JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
  }
}
