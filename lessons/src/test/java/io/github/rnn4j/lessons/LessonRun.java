package io.github.rnn4j.lessons;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The exit code and the output of a command line of the lessons. */
record LessonRun(int exitCode, String out, String err) {

  /** Runs a command line; its pictures go into {@code pictures}. */
  static LessonRun of(Path pictures, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    CommandLine program = Lessons.commandLine(print).setErr(new PrintWriter(err, true));
    List<String> line = new ArrayList<>(List.of(args));
    line.add("--pictures=" + pictures);
    int exitCode = program.execute(line.toArray(String[]::new));
    String text = out.toString(StandardCharsets.UTF_8).replace(pictures.toString(), "runs/lessons");
    return new LessonRun(exitCode, text, err.toString());
  }
}
