package io.github.rnn4j.charlm.command;

/** Tokens and texts as commands print them. */
final class Quoted {

  private Quoted() {}

  /** Puts quotation marks around a text, and makes line feeds and tabs visible. */
  static String of(String text) {
    return "'" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + "'";
  }
}
