package io.github.rnn4j.datasets.text;

import java.util.List;
import java.util.SplittableRandom;

/** Writes the entries of the synthetic ship's log. */
final class LogWriter {

  private static final List<String> NAMES =
      List.of("Ada", "Bruno", "Clara", "Edgar", "Hugo", "Ines", "Mira", "Otto");

  // All regular: nouns take an s in the plural, verbs in the singular.
  private static final List<String> NOUNS =
      List.of(
          "sailor",
          "cook",
          "pilot",
          "doctor",
          "painter",
          "girl",
          "bird",
          "lamp",
          "boat",
          "barrel",
          "sail",
          "cloud",
          "stranger",
          "rope",
          "letter",
          "engine");

  private static final List<String> ADJECTIVES =
      List.of("old", "young", "tired", "quiet", "red", "little", "lost", "strange", "broken");

  private static final List<String> PLACES = List.of("near", "behind", "above", "under", "beside");

  private static final List<String> TRANSITIVE =
      List.of("see", "follow", "paint", "remember", "need", "like", "fear", "hear");

  private static final List<String> INTRANSITIVE =
      List.of("sleep", "wait", "turn", "fall", "return", "smoke", "sink", "shine");

  private static final List<String> QUALITIES =
      List.of("bright", "cold", "heavy", "gone", "wet", "safe", "ready", "silent");

  private static final List<String> TIMES =
      List.of("at noon", "in the rain", "every night", "before dawn", "without a sound", "again");

  private static final List<String> BRACKETS = List.of("()", "[]", "{}");

  private static final int DEEPEST = 3;

  private final SplittableRandom random;

  LogWriter(SplittableRandom random) {
    this.random = random;
  }

  /** Returns {@code Ada writes: sentences. -- Ada}, without a line end. */
  String entry() {
    String name = pick(NAMES);
    StringBuilder entry = new StringBuilder(name).append(" writes:");
    int sentences = 2 + random.nextInt(3);
    for (int i = 0; i < sentences; i++) {
      entry.append(' ').append(chance(0.2) ? speech(name) : sentence());
    }
    return entry.append(" -- ").append(name).toString();
  }

  /** Returns one or two sentences said by somebody other than the writer. */
  private String speech(String writer) {
    String speaker;
    do {
      speaker = pick(NAMES);
    } while (speaker.equals(writer));
    String said = chance(0.5) ? sentence() : sentence() + " " + sentence();
    return speaker + " says, \"" + said + "\"";
  }

  private String sentence() {
    String clause = clause(0);
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }

  private String clause(int depth) {
    boolean plural = chance(0.5);
    return nounPhrase(plural, depth) + aside(depth) + " " + predicate(plural, depth);
  }

  private String nounPhrase(boolean plural, int depth) {
    StringBuilder phrase = new StringBuilder("the ");
    if (chance(0.4)) {
      phrase.append(pick(ADJECTIVES)).append(' ');
    }
    phrase.append(pick(NOUNS)).append(plural ? "s" : "");
    if (depth < DEEPEST && chance(0.35)) {
      phrase.append(modifier(depth + 1));
    }
    return phrase.toString();
  }

  private String modifier(int depth) {
    boolean plural = chance(0.5);
    String other = nounPhrase(plural, depth);
    return chance(0.5)
        ? " " + pick(PLACES) + " " + other
        : " that " + other + " " + verb(TRANSITIVE, plural);
  }

  /** Returns a whole clause in brackets, or nothing. */
  private String aside(int depth) {
    if (depth >= DEEPEST || !chance(0.25)) {
      return "";
    }
    String brackets = pick(BRACKETS);
    return " " + brackets.charAt(0) + clause(depth + 1) + brackets.charAt(1);
  }

  private String predicate(boolean plural, int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> (plural ? "are " : "is ") + pick(QUALITIES);
      case 1 -> verb(TRANSITIVE, plural) + " " + nounPhrase(chance(0.5), DEEPEST);
      default -> verb(INTRANSITIVE, plural) + (depth == 0 ? " " + pick(TIMES) : "");
    };
  }

  private String verb(List<String> verbs, boolean plural) {
    return pick(verbs) + (plural ? "" : "s");
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
