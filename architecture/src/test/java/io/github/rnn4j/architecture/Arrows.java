package io.github.rnn4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The modules and packages under a root, and which of them may depend on which.
 *
 * <p>The root is a parameter so that the same rules can be shown to fail on code that breaks them.
 *
 * @param root the package that holds them all, without a dot at its end
 */
record Arrows(String root) {
  /** Packages of rnn-core, each with those it may depend on. */
  private static final Map<String, List<String>> CORE =
      Map.of(
          "kernel", List.of(),
          "layer", List.of("kernel"),
          "loss", List.of(),
          "metric", List.of(),
          "report", List.of(),
          "sequence", List.of(),
          "text", List.of(),
          "train", List.of());

  private static final String DATASETS = "datasets";

  /** What the applications share, and no library knows. */
  private static final String COMMANDS = "cli";

  /** The training UI, a part of every application. */
  private static final String TRAINING_UI = "ui";

  private static final List<String> APPLICATIONS = List.of("imdb", "charlm", "timeseries");

  /** What belongs to a program that somebody starts, and not to a library. */
  private static final String[] COMMAND_LINE = {
    "picocli..", "me.tongfei.progressbar..", "org.jline..", "ch.qos.logback.."
  };

  private static final String[] NEURAL_NETWORKS = {"org.deeplearning4j..", "org.nd4j.."};

  /** The one class that replaces standard output for a moment, to keep SameDiff's lines off it. */
  private static final String FILTER_OF_STANDARD_OUTPUT = "SameDiffConsole";

  List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    CORE.forEach((from, to) -> rules.add(mayDependOn(from, to)));
    rules.add(mayDependOn(DATASETS, List.of()));
    rules.add(mayDependOn(COMMANDS, libraries().toList()));
    rules.add(mayDependOn(TRAINING_UI, Stream.concat(libraries(), Stream.of(COMMANDS)).toList()));
    rules.add(applicationsDoNotKnowEachOther());
    rules.add(datasetsKnowNoNeuralNetworks());
    rules.add(librariesKnowNoCommandLine());
    rules.add(librariesAreSilent());
    rules.add(noCycles());
    rules.add(everyPackageIsOnTheMap());
    rules.add(packagesAreNamedAfterTheirSubject());
    rules.add(classesAreNamedAfterTheirSubject());
    return rules;
  }

  private ArchRule mayDependOn(String from, List<String> to) {
    String[] allowed = packages(Stream.concat(Stream.of(from), to.stream()));
    return noClasses()
        .that(resideInAnyPackage(packages(Stream.of(from))))
        .should()
        .dependOnClassesThat(ours().and(not(resideInAnyPackage(allowed))))
        .as("%s depends on no package of ours but %s".formatted(from, to));
  }

  private ArchRule applicationsDoNotKnowEachOther() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return APPLICATIONS.stream()
                    .filter(name -> resideInAPackage(root + "." + name + "..").test(type))
                    .findAny()
                    .map(SliceIdentifier::of)
                    .orElseGet(SliceIdentifier::ignore);
              }

              @Override
              public String getDescription() {
                return "applications";
              }
            })
        .should()
        .notDependOnEachOther()
        .as("applications do not know each other");
  }

  private ArchRule datasetsKnowNoNeuralNetworks() {
    return noClasses()
        .that(resideInAnyPackage(packages(Stream.of(DATASETS))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NEURAL_NETWORKS)
        .as("datasets does not know that neural networks exist");
  }

  private ArchRule librariesKnowNoCommandLine() {
    return noClasses()
        .that(resideInAnyPackage(packages(libraries())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COMMAND_LINE)
        .as("rnn-core and datasets know no command line and no logging backend");
  }

  private ArchRule librariesAreSilent() {
    return noClasses()
        .that(resideInAnyPackage(packages(libraries())))
        .and(not(simpleName(FILTER_OF_STANDARD_OUTPUT)))
        .should(ACCESS_STANDARD_STREAMS)
        .as("rnn-core and datasets print nothing");
  }

  private ArchRule noCycles() {
    return slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .as("packages have no cycle");
  }

  private ArchRule everyPackageIsOnTheMap() {
    return classes()
        .should()
        .resideInAnyPackage(packages(Stream.concat(libraries(), programs())))
        .as("every package has its place among the arrows");
  }

  private static ArchRule packagesAreNamedAfterTheirSubject() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..helper..", "..manager..", "..common..")
        .as("no package is a drawer: util, helper, manager, common");
  }

  private static ArchRule classesAreNamedAfterTheirSubject() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager)")
        .as("no class is a drawer: Util, Helper, Manager");
  }

  private DescribedPredicate<JavaClass> ours() {
    return resideInAPackage(root + "..");
  }

  private static Stream<String> libraries() {
    return Stream.concat(CORE.keySet().stream(), Stream.of(DATASETS));
  }

  private static Stream<String> programs() {
    return Stream.concat(Stream.of(COMMANDS, TRAINING_UI), APPLICATIONS.stream());
  }

  private String[] packages(Stream<String> names) {
    return names.map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
