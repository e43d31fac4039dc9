package io.github.rnn4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The architecture rules: which modules and packages under a root may depend on which others.
 *
 * <p>The root is a parameter to test that the same rules fail on code that breaks them.
 *
 * @param root the package that contains all others, without a dot at the end
 * @param mostClasses maximum number of top-level classes in a package
 */
record Arrows(String root, int mostClasses) {

  /**
   * A module.
   *
   * @param name the name of the module
   * @param packages its packages under the root, each including its subpackages
   * @param uses the modules that it may depend on
   */
  private record Module(String name, List<String> packages, List<Module> uses) {
    /** Returns the packages of this module and of the modules that it uses. */
    Stream<String> allowed() {
      return Stream.concat(packages.stream(), uses.stream().flatMap(m -> m.packages.stream()));
    }
  }

  private static final Module CORE =
      new Module(
          "rnn-core",
          List.of(
              "convert", "kernel", "layer", "loss", "model", "optimizer", "stateful", "summary"),
          List.of());

  private static final Module TRAINING =
      new Module(
          "rnn-training",
          List.of("batch", "config", "loop", "metric", "network", "picture", "run", "text"),
          List.of(CORE));

  private static final Module DATASETS = new Module("datasets", List.of("datasets"), List.of());

  /** The code that the applications share and no library may use. */
  private static final Module COMMANDS =
      new Module("rnn-cli", List.of("cli"), List.of(CORE, TRAINING, DATASETS));

  /** The training UI, which every application includes. */
  private static final Module TRAINING_UI =
      new Module("rnn-ui", List.of("ui"), List.of(CORE, TRAINING, DATASETS, COMMANDS));

  /** The lessons, which use what a user of the libraries has. */
  private static final Module LESSONS =
      new Module("lessons", List.of("lessons"), List.of(CORE, TRAINING, DATASETS));

  private static final List<String> APPLICATIONS = List.of("imdb", "charlm", "timeseries");

  /** The packages of an application; each may depend on those before it. */
  private static final List<String> APPLICATION =
      List.of(
          "preparation",
          "config",
          "data",
          "ngram",
          "model",
          "baseline",
          "backtest",
          "training",
          "report",
          "tutorial",
          "command");

  /** What the applications train, as an API that needs only the folder of a run. */
  private static final Module MODELS =
      new Module(
          "rnn-models",
          APPLICATIONS.stream()
              .flatMap(
                  application ->
                      APPLICATION.subList(0, APPLICATION.indexOf("model") + 1).stream()
                          .map(name -> application + "." + name))
              .toList(),
          List.of(CORE, TRAINING, DATASETS));

  private static final List<Module> LIBRARIES = List.of(CORE, TRAINING, DATASETS, MODELS);

  /** Dependencies of programs, which libraries must not have. */
  private static final String[] COMMAND_LINE = {
    "picocli..", "me.tongfei.progressbar..", "org.jline..", "ch.qos.logback.."
  };

  private static final String[] NEURAL_NETWORKS = {"org.deeplearning4j..", "org.nd4j.."};

  /** Dependencies that rnn-core must not bring into a project that imports it. */
  private static final String[] NOT_IN_CORE = {
    "com.fasterxml.jackson..", "org.knowm.xchart..", "org.datavec..", "java.awt.."
  };

  /**
   * The only library classes that use standard streams: one replaces standard output, temporarily,
   * to suppress the output of SameDiff; the other tells programs without logging that they are
   * slow.
   */
  private static final String USE_STANDARD_STREAMS = "SameDiffConsole|SlowPathNotice";

  List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    for (Module module :
        List.of(CORE, TRAINING, DATASETS, MODELS, COMMANDS, TRAINING_UI, LESSONS)) {
      rules.add(moduleDependsOnItsModules(module));
    }
    rules.add(
        classes()
            .that(
                resideInAnyPackage(
                    packages(packagesOf(List.of(CORE, TRAINING, DATASETS, COMMANDS, TRAINING_UI)))))
            .should(PackageLines.read(root).beFollowed()));
    rules.add(applicationsDoNotKnowEachOther());
    rules.add(applicationsRunOneWay());
    rules.add(packagesOfApplicationsAreInTheList());
    rules.add(coreIsLean());
    rules.add(savedNetworksHaveOnePlace());
    rules.add(datasetsKnowNoNeuralNetworks());
    rules.add(librariesKnowNoCommandLine());
    rules.add(librariesAreSilent());
    rules.add(noCycles());
    rules.add(packagesAreSmall());
    rules.add(everyPackageIsOnTheMap());
    rules.add(packagesAreNamedAfterTheirSubject());
    rules.add(classesAreNamedAfterTheirSubject());
    return rules;
  }

  private ArchRule moduleDependsOnItsModules(Module module) {
    return noClasses()
        .that(resideInAnyPackage(packages(module.packages().stream())))
        .should()
        .dependOnClassesThat(ours().and(not(resideInAnyPackage(packages(module.allowed())))))
        .as(
            "of this project's modules, %s depends only on %s"
                .formatted(module.name(), module.uses().stream().map(Module::name).toList()));
  }

  /** Returns the package of a class, without the root. */
  private String relative(JavaClass type) {
    return PackageLines.relative(root, type);
  }

  private ArchRule applicationsRunOneWay() {
    ArchCondition<JavaClass> onlyUpwards =
        new ArchCondition<>("depend only on packages before their own") {
          @Override
          public void check(JavaClass type, ConditionEvents events) {
            int place = placeInApplication(type);
            type.getDirectDependenciesFromSelf().stream()
                .filter(to -> placeInApplication(to.getTargetClass()) > place)
                .forEach(to -> events.add(SimpleConditionEvent.violated(to, to.getDescription())));
          }
        };
    return classes()
        .that(
            new DescribedPredicate<JavaClass>("are in a package of an application") {
              @Override
              public boolean test(JavaClass type) {
                return placeInApplication(type) >= 0;
              }
            })
        .should(onlyUpwards)
        .as("packages of an application depend only on packages before them: " + APPLICATION);
  }

  /**
   * Returns the index of the package of a class in {@link #APPLICATION}. The root of an application
   * and packages that are not listed come after all others; classes outside the applications have
   * index -1.
   */
  private int placeInApplication(JavaClass type) {
    String name = relative(type);
    String application = name.split("\\.", 2)[0];
    if (!APPLICATIONS.contains(application)) {
      return -1;
    }
    int place =
        APPLICATION.indexOf(name.substring(Math.min(name.length(), application.length() + 1)));
    return place < 0 ? APPLICATION.size() : place;
  }

  private ArchRule packagesOfApplicationsAreInTheList() {
    Set<String> known =
        APPLICATIONS.stream()
            .flatMap(
                application ->
                    Stream.concat(
                        Stream.of(application),
                        APPLICATION.stream().map(name -> application + "." + name)))
            .collect(Collectors.toUnmodifiableSet());
    return classes()
        .that(resideInAnyPackage(packages(APPLICATIONS.stream())))
        .should(
            new ArchCondition<>("reside in a listed package " + APPLICATION) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!known.contains(relative(type))) {
                  events.add(SimpleConditionEvent.violated(type, type.getName()));
                }
              }
            });
  }

  private ArchRule coreIsLean() {
    return noClasses()
        .that(resideInAnyPackage(packages(CORE.packages().stream())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NOT_IN_CORE)
        .as("rnn-core adds no JSON library, no charts and no DataVec");
  }

  private ArchRule savedNetworksHaveOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".model")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.deeplearning4j.util.ModelSerializer")
        .as("saved networks are read and written only in the package model");
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
        .as("applications do not depend on each other");
  }

  private ArchRule datasetsKnowNoNeuralNetworks() {
    return noClasses()
        .that(resideInAnyPackage(packages(DATASETS.packages().stream())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NEURAL_NETWORKS)
        .as("datasets does not depend on neural networks");
  }

  private ArchRule librariesKnowNoCommandLine() {
    return noClasses()
        .that(resideInAnyPackage(packages(libraries())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COMMAND_LINE)
        .as("libraries depend on no command line and no logging backend");
  }

  private ArchRule librariesAreSilent() {
    return noClasses()
        .that(resideInAnyPackage(packages(libraries())))
        .and(not(nameMatching(".*[.](?:" + USE_STANDARD_STREAMS + ")")))
        .should(ACCESS_STANDARD_STREAMS)
        .as("libraries print nothing");
  }

  private ArchRule noCycles() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .as("packages have no cyclic dependencies");
  }

  /** Larger packages, each with the reason not to split it. */
  private static final Map<String, String> LARGE = Map.of("lessons", "each class is a lesson");

  /** Larger packages mix several ideas. */
  private ArchRule packagesAreSmall() {
    ArchCondition<JavaClass> inSmallPackages =
        new ArchCondition<>("reside in packages of at most %d classes".formatted(mostClasses)) {
          private final Map<String, Integer> sizes = new TreeMap<>();

          @Override
          public void init(Collection<JavaClass> all) {
            sizes.clear();
          }

          @Override
          public void check(JavaClass type, ConditionEvents events) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
              sizes.merge(type.getPackageName(), 1, Integer::sum);
            }
          }

          @Override
          public void finish(ConditionEvents events) {
            sizes.forEach(
                (name, size) -> {
                  if (size > mostClasses && !LARGE.containsKey(name.substring(root.length() + 1))) {
                    events.add(
                        SimpleConditionEvent.violated(name, name + " has " + size + " classes"));
                  }
                });
          }
        };
    return classes().should(inSmallPackages);
  }

  private ArchRule everyPackageIsOnTheMap() {
    return classes()
        .should()
        .resideInAnyPackage(packages(Stream.concat(libraries(), programs())))
        .as("every package is covered by a dependency rule");
  }

  private static ArchRule packagesAreNamedAfterTheirSubject() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..helper..", "..manager..", "..common..")
        .as("no catch-all packages: util, helper, manager, common");
  }

  private static ArchRule classesAreNamedAfterTheirSubject() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager)")
        .as("no catch-all classes: Util, Helper, Manager");
  }

  private DescribedPredicate<JavaClass> ours() {
    return resideInAPackage(root + "..");
  }

  private static Stream<String> libraries() {
    return packagesOf(LIBRARIES);
  }

  private static Stream<String> packagesOf(List<Module> modules) {
    return modules.stream().flatMap(module -> module.packages().stream());
  }

  private static Stream<String> programs() {
    return Stream.concat(Stream.of("cli", "ui", "lessons"), APPLICATIONS.stream());
  }

  private String[] packages(Stream<String> names) {
    return names.map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
