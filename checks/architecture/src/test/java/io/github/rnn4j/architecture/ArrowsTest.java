package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.github.rnn4j.architecture.fixture.util.Drawer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowsTest {
  private static final String ROOT = "io.github.rnn4j";
  private static final String BROKEN = Drawer.class.getPackageName().replace(".util", "");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(BROKEN);

  static List<ArchRule> rules() {
    return new Arrows(ROOT, 20).rules();
  }

  static List<ArchRule> rulesOfTheFixture() {
    return new Arrows(BROKEN, 0).rules();
  }

  @Test
  void allModulesAreSeen() {
    List<String> packages = PRODUCT.stream().map(JavaClass::getPackageName).distinct().toList();

    assertThat(packages)
        .contains(
            ROOT + ".layer.packed",
            ROOT + ".loop",
            ROOT + ".datasets.reviews",
            ROOT + ".cli",
            ROOT + ".ui",
            ROOT + ".lessons",
            ROOT + ".imdb.model",
            ROOT + ".charlm");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void productFollowsEveryArrow(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheFixture")
  void codeThatBreaksEveryArrowIsFound(ArchRule rule) {
    EvaluationResult result = rule.evaluate(FIXTURE);

    assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
  }

  /** An API for the trained models must need only the libraries. */
  @ParameterizedTest
  @CsvSource({
    "imdb.model.TextClassifier, true", // its configuration says how tables are read
    "charlm.model.LanguageModel, false",
    "timeseries.model.Forecaster, true", // its series are those of datasets
  })
  void predictingWithARunNeedsNoCommandLine(String model, boolean needsDatasets) {
    Set<String> reached =
        PRODUCT.get(ROOT + "." + model).getTransitiveDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getName())
            .filter(name -> name.startsWith(ROOT + "."))
            .collect(Collectors.toSet());

    assertThat(reached).contains(ROOT + ".run.RunDirectory");
    assertThat(reached).noneMatch(name -> name.startsWith(ROOT + ".cli."));
    assertThat(reached).noneMatch(name -> name.startsWith(ROOT + ".ui."));
    assertThat(reached.stream().anyMatch(name -> name.startsWith(ROOT + ".datasets.")))
        .isEqualTo(needsDatasets);
  }
}
