package io.github.rnn4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandTest {

  private static final String NASTY = " '\"$`\\!(){}[];&|<>*?~#=%\t-éü𝄞xyz";

  @TempDir private Path folder;

  @Test
  void plainArgumentsStayReadable() {
    assertThat(ShellCommand.program("rnn-imdb", "evaluate", "runs/imdb"))
        .isEqualTo(
            "./mvnw -q -pl rnn-imdb -am compile exec:java -Dexec.args=\"evaluate runs/imdb\"");
    assertThat(ShellCommand.program("rnn-imdb", "predict", "runs/my run ü", "Your own review."))
        .endsWith("-Dexec.args=\"predict 'runs/my run ü' 'Your own review.'\"");
    assertThat(ShellCommand.of("rnn-imdb", "predict", "runs/imdb", "It's good."))
        .isEqualTo("rnn-imdb predict runs/imdb 'It'\\''s good.'");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void programStartedByItsLauncherIsCalledByItAgain() {
    System.setProperty("rnn4j.command", "/opt/my tools/bin/rnn-imdb");
    try {
      assertThat(ShellCommand.program("rnn-imdb", "predict", "runs/imdb", "It's good."))
          .isEqualTo("'/opt/my tools/bin/rnn-imdb' predict runs/imdb 'It'\\''s good.'");
    } finally {
      System.clearProperty("rnn4j.command");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void fileWithACommandInItsNameRunsNothing() throws Exception {
    List<String> words = List.of("train", "--data=a$(touch PWNED)b`touch PWNED`.txt");

    assertThat(received(words)).isEqualTo(words);
    assertThat(folder.resolve("PWNED")).doesNotExist();
  }

  /** Runs printed commands; a program in place of Maven's shows what it was given. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void argumentsOfAnyKindArriveAsTheyAre() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      List<String> words = new ArrayList<>(List.of("train"));
      for (int j = random.nextInt(3); j >= 0; j--) {
        words.add(nasty(random));
      }
      assertThat(received(words)).isEqualTo(words);
      assertThat(shell(ShellCommand.of(command(words)))).isEqualTo(String.join("\n", words) + "\n");
    }
    List<String> property = List.of("${user.home}", "a${x}b");
    assertThat(received(property)).isEqualTo(property);
    assertThat(ShellCommand.program("rnn-imdb", property)).doesNotContain("${");
  }

  private String[] command(List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of(script("show", "printf '%s\\n' \"$@\"")));
    command.addAll(words);
    return command.toArray(String[]::new);
  }

  private static String nasty(Random random) {
    int[] points = NASTY.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int k = random.nextInt(9); k >= 0; k--) {
      word.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return word.toString();
  }

  /** Splits the arguments as Maven's exec plugin does. */
  private List<String> received(List<String> words) throws Exception {
    script("./mvnw", "for last; do :; done; printf '%s' \"${last#-Dexec.args=}\"");
    String forMaven = shell(ShellCommand.program("rnn-imdb", words));
    return List.of(CommandLineUtils.translateCommandline(forMaven));
  }

  private String script(String name, String text) throws IOException {
    Path script = folder.resolve(name);
    if (!Files.exists(script)) {
      Files.writeString(script, "#!/bin/sh\n" + text + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return script.toString();
  }

  private String shell(String command) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(command).isZero();
    return out;
  }
}
