package io.github.rnn4j.cli;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes commands that a user can paste into a shell, whatever their arguments contain. A program
 * that was started by its launcher is called by that again, all others by Maven. In {@code
 * -Dexec.args}, an argument is read twice: by the shell, and by Maven, which knows quotes but no
 * escapes.
 */
public final class ShellCommand {

  private static final boolean WINDOWS = File.separatorChar == '\\';

  /** What neither a shell nor Maven gives a meaning. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./,:+=@%-]+");

  /** What a shell does not keep as it is inside double quotes. */
  private static final Pattern ACTIVE_IN_DOUBLE_QUOTES = Pattern.compile("[$`\\\\\"!]");

  /** The system property with the command that started the launcher, as the user typed it. */
  private static final String LAUNCHER = "rnn4j.command";

  private ShellCommand() {}

  /**
   * Returns the command that runs a program as it was run this time: with its launcher, or with
   * Maven from the project folder.
   *
   * @param module the program's module, such as {@code rnn-imdb}
   * @param args the program's arguments
   * @return a line to paste into a shell
   */
  public static String program(String module, String... args) {
    return program(module, List.of(args));
  }

  /**
   * Like {@link #program(String, String...)}.
   *
   * @param module the program's module
   * @param args the program's arguments
   * @return a line to paste into a shell
   */
  public static String program(String module, List<String> args) {
    String launcher = System.getProperty(LAUNCHER);
    if (launcher == null) {
      return maven(module, args);
    }
    return of(Stream.concat(Stream.of(launcher), args.stream()).toArray(String[]::new));
  }

  private static String maven(String module, List<String> args) {
    String forMaven = args.stream().map(ShellCommand::forMaven).collect(Collectors.joining(" "));
    String property =
        ACTIVE_IN_DOUBLE_QUOTES.matcher(forMaven).find()
            ? inSingleQuotes("-Dexec.args=" + forMaven)
            : "-Dexec.args=\"" + forMaven + "\"";
    return "./mvnw -q -pl %s -am compile exec:java %s".formatted(module, property);
  }

  /**
   * Returns a command of a shell.
   *
   * @param words the program and its arguments
   * @return a line to paste into a shell
   */
  public static String of(String... words) {
    return Arrays.stream(words)
        .map(word -> PLAIN.matcher(word).matches() ? word : quoted(word))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return WINDOWS ? "\"" + word.replace("\"", "\\\"") + "\"" : inSingleQuotes(word);
  }

  private static String inSingleQuotes(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * Quotes an argument in the way that Maven splits {@code exec.args}. The quotes in the middle of
   * <code>${</code> keep Maven from replacing a property.
   */
  private static String forMaven(String arg) {
    return PLAIN.matcher(arg).matches()
        ? arg
        : "'" + arg.replace("'", "'\"'\"'").replace("${", "$''{") + "'";
  }
}
