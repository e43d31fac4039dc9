package io.github.rnn4j.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class ConfigOptionsTest {

  /** A legal configuration of two parts. */
  public record Config(Shape shape, Speed speed) {}

  /** A part with an enum. */
  public record Shape(
      @Knob("What form: ${COMPLETION-CANDIDATES}.") Form form, @Knob("How many.") int sideCount) {

    /** Checks the range. */
    public Shape {
      Range.check("sideCount", sideCount, 3, 10);
    }
  }

  /** A part with a number and a switch. */
  public record Speed(
      @Knob(label = "M/S", value = "How fast.") double metres,
      @Knob("Speed up.") boolean speedUp) {}

  /** A configuration whose only value is a text. */
  public record Named(Label label) {}

  /** A part with a text. */
  public record Label(@Knob("A name; by default none.") String name) {}

  /** Names of two words. */
  public enum Form {
    ROUND,
    WELL_ROUNDED
  }

  private static final Config BASE = new Config(new Shape(Form.ROUND, 4), new Speed(2.5, false));

  private static Config parsed(String... args) {
    return parsed(BASE, args);
  }

  private static Config parsed(Config base, String... args) {
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, base);
    return ConfigOptions.override(base, new CommandLine(spec).parseArgs(args), spec);
  }

  @Test
  void descriptionShowsWhatIsUsedInsteadOfAValue() {
    assertThat(ConfigOptions.describe(BASE, Map.of("side-count", "4 (a square)")))
        .containsExactly(
            "shape: form round, side-count 4 (a square)", "speed: metres 2.5, speed-up no");
  }

  @Test
  void optionsReplaceTheirValuesAndNoOthers() {
    Config config = parsed("--side-count=7", "--form", "Well-Rounded");

    assertThat(config).isEqualTo(new Config(new Shape(Form.WELL_ROUNDED, 7), BASE.speed()));
    assertThat(parsed()).isEqualTo(BASE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSwitchCanBeTurnedOnAndOffWhateverItsDefault(boolean byDefault) {
    Config base = new Config(BASE.shape(), new Speed(2.5, byDefault));

    assertThat(parsed(base).speed().speedUp()).isEqualTo(byDefault);
    assertThat(parsed(base, "--speed-up").speed().speedUp()).isTrue();
    assertThat(parsed(base, "--no-speed-up").speed().speedUp()).isFalse();
    assertThatThrownBy(() -> parsed(base, "--speed-up=1"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--speed-up");
  }

  @Test
  void aSwitchIsShownWithYesAndNo() {
    assertThat(ConfigOptions.describe(BASE)).last().isEqualTo("speed: metres 2.5, speed-up no");
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, BASE);
    assertThat(new CommandLine(spec).getUsageMessage())
        .contains("--[no-]speed-up", "Speed up. Default: no");
  }

  @Test
  void helpTellsDefaultsLabelsAndTheNamesOfAnEnum() {
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, BASE);

    String help = new CommandLine(spec).getUsageMessage();

    assertThat(help)
        .contains("--side-count=N", "Default: 4", "--metres=M/S", "Default: 2.5")
        .contains("--form=NAME", "What form: round, well-rounded. Default: round");
  }

  @Test
  void helpLeavesOutAnEmptyDefault() {
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, new Named(new Label("")));

    String help = new CommandLine(spec).getUsageMessage();

    assertThat(help).contains("A name; by default none.").doesNotContain("Default:");
  }

  /** Options of a class with a heading, one of which has another. */
  @OptionHeading("Speed")
  static final class Others {
    @Option(names = "--far", description = "How far.")
    int far;

    @OptionHeading("Limits")
    @Option(names = "--max-time", description = "How long.")
    int maxTime;
  }

  /** A command with a configuration and options beside it. */
  @Command(name = "move", sortOptions = false, mixinStandardHelpOptions = true)
  static final class Move {
    @Option(names = "--preset", description = "Which.")
    String preset;

    @Mixin Others others;
  }

  @Test
  void helpHasAHeadingForEachPartAndForWhatStandsBesideThem() {
    CommandLine move = new CommandLine(new Move());
    ConfigOptions.addTo(move.getCommandSpec(), BASE);

    assertThat(
            move.getUsageMessage(Help.Ansi.OFF)
                .lines()
                .map(line -> line.strip().replaceAll(" +", " ")))
        .containsSubsequence(
            "--preset=<preset> Which.",
            "-h, --help Show this help message and exit.",
            "-V, --version Print version information and exit.",
            "",
            "Shape:",
            "--form=NAME What form: round, well-rounded. Default: round",
            "--side-count=N How many. Default: 4",
            "",
            "Speed:",
            "--metres=M/S How fast. Default: 2.5",
            "--far=<far> How far.",
            "",
            "Limits:",
            "--max-time=<maxTime> How long.");
  }

  @Test
  void optionThatIsGivenTwiceIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> parsed("--side-count=7", "--side-count=8"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContainingAll("--side-count", "only once");
  }

  @Test
  void valueThatAPartRefusesIsAnErrorOfTheOption() {
    assertThatThrownBy(() -> parsed("--side-count=2"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--side-count is 2; it must be from 3 to 10");
    assertThatThrownBy(() -> parsed("--form=square"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("'square' is not one of round, well-rounded");
  }

  @Test
  void descriptionHasALineForEachPartInTheWordsOfTheOptions() {
    assertThat(ConfigOptions.describe(BASE))
        .containsExactly("shape: form round, side-count 4", "speed: metres 2.5, speed-up no");
  }

  /** A configuration with values that may have no effect; a cart without wheels has no brakes. */
  public record Idling(Wheels wheels, Brakes brakes) implements IdleKnobs {

    @Override
    public Map<String, String> idle() {
      return wheels.count() == 0 ? Map.of("force", "a cart without wheels cannot roll") : Map.of();
    }
  }

  public record Brakes(@Knob("How strong.") int force) {}

  /** A cart with two wheels has no steering. */
  public record Wheels(@Knob("How many.") int count, @Knob("How to steer.") Form steering)
      implements IdleKnobs {

    @Override
    public Map<String, String> idle() {
      return count == 2 ? Map.of("steering", "a cart cannot be steered: add --count 4") : Map.of();
    }
  }

  private static Idling steered(int count, String... args) {
    Idling base = new Idling(new Wheels(count, Form.ROUND), new Brakes(3));
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, base);
    return ConfigOptions.override(base, new CommandLine(spec).parseArgs(args), spec);
  }

  @Test
  void optionWithoutEffectIsRefusedWithItsReason() {
    assertThatThrownBy(() -> steered(2, "--steering=well-rounded"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--steering has no effect here; a cart cannot be steered: add --count 4");
    assertThat(steered(2, "--count=4", "--steering=well-rounded").wheels().steering())
        .isEqualTo(Form.WELL_ROUNDED);
  }

  @Test
  void optionOfOnePartWithoutEffectBecauseOfAnotherPartIsRefused() {
    assertThatThrownBy(() -> steered(0, "--force=5"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--force has no effect here; a cart without wheels cannot roll");
    assertThat(steered(2, "--force=5").brakes().force()).isEqualTo(5);
  }

  @Test
  void valueWithoutEffectIsNotDescribed() {
    assertThat(ConfigOptions.describe(steered(2)))
        .containsExactly("wheels: count 2", "brakes: force 3");
    assertThat(ConfigOptions.describe(steered(4)))
        .containsExactly("wheels: count 4, steering round", "brakes: force 3");
  }

  @Test
  void commandThatReproducesARunLeavesOutOptionsWithoutEffect() {
    assertThat(ConfigOptions.typed(steered(2), true).get("wheels"))
        .isEqualTo(Map.of("count", "--count=2"));
  }

  /** A preset for {@link #aCommandMayHaveSomeOfTheOptions}. */
  private enum OnlyPreset implements io.github.rnn4j.config.Preset<Config> {
    ONLY;

    @Override
    public Config config() {
      return BASE;
    }

    @Override
    public String cost() {
      return "nothing";
    }
  }

  @Test
  void aCommandMayHaveSomeOfTheOptions() {
    CommandLine command = new CommandLine(CommandSpec.create());

    ConfigOptions.addTo(
        command,
        OnlyPreset.class,
        OnlyPreset.ONLY,
        (part, option) -> part.equals("shape") || option.equals("--metres"));

    assertThat(command.getCommandSpec().options())
        .extracting(OptionSpec::longestName)
        .containsExactly("--form", "--side-count", "--metres");
    assertThat(command.getUsageMessage()).contains("Shape:", "Speed:").doesNotContain("speed-up");
    assertThat(
            ConfigOptions.override(
                BASE, command.parseArgs("--side-count=7"), command.getCommandSpec()))
        .isEqualTo(new Config(new Shape(Form.ROUND, 7), BASE.speed()));
  }
}
