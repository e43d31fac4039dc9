package io.github.rnn4j.datasets.reviews;

import java.util.List;
import java.util.Map;

/**
 * The sentences and words of synthetic reviews.
 *
 * <p>In a sentence, {@code {verdict}} stands for an opinion that agrees with the requested label,
 * {@code {opposite}} for one that disagrees, and any other name in braces for a word from the list
 * of that name.
 */
final class SyntheticGrammar {

  static final List<String> PRAISE =
      List.of(
          "brilliant",
          "charming",
          "clever",
          "delightful",
          "fresh",
          "funny",
          "gripping",
          "lovely",
          "memorable",
          "moving",
          "superb",
          "touching",
          "warm",
          "wonderful");

  static final List<String> BLAME =
      List.of(
          "awful",
          "boring",
          "clumsy",
          "dreadful",
          "dull",
          "empty",
          "lifeless",
          "messy",
          "predictable",
          "shallow",
          "silly",
          "stale",
          "tedious",
          "weak");

  static final List<String> NEGATORS =
      List.of("not", "never", "hardly", "far from", "anything but");

  static final List<String> INTENSIFIERS =
      List.of("", "", "", "really", "truly", "quite", "rather", "simply", "very");

  /** The writer's opinion of one aspect. */
  static final List<String> OPINIONS =
      List.of(
          "The {aspect} was {verdict}.",
          "I found the {aspect} {verdict}.",
          "For me the {aspect} was {verdict}.",
          "I thought the {aspect} was {verdict}.",
          "To my eyes the {aspect} looked {verdict}.");

  /** Two opinions, of which the later one counts. */
  static final List<String> CONTRASTS =
      List.of(
          "The first half was {opposite}, but the second half was {verdict}.",
          "It starts {opposite} and it ends {verdict}.",
          "I expected something {opposite}, yet the {aspect} was {verdict}.",
          "Although the {aspect} was {opposite}, the {aspect} was {verdict}.",
          "{Somebody} found the {aspect} {opposite}, I found it {verdict}.");

  /** The writer's opinion of the whole film, which is the last one in the review. */
  static final List<String> VERDICTS =
      List.of(
          "In the end I found it {verdict}.",
          "All in all the film was {verdict}.",
          "Overall it was {verdict}.",
          "My own verdict is that it was {verdict}.",
          "The first half was {opposite}, but in the end it was {verdict}.",
          "It starts {opposite}, but all in all it was {verdict}.",
          "{Somebody} called it {opposite}, but overall I found it {verdict}.",
          "The {aspect} was {opposite}, but in the end the film was {verdict}.");

  /** Opinions of other people, which do not count. */
  static final List<String> ATTRIBUTED =
      List.of(
          "{Somebody} found it {any}.",
          "{Somebody} called the {aspect} {any}.",
          "{Somebody} said that the {aspect} was {any}.",
          "{Somebody} thought it was {any}.",
          "In the end {somebody} called it {any}.");

  /** Sentences without an opinion. */
  static final List<String> FILLERS =
      List.of(
          "The story follows {person} who moves to {place}.",
          "It is set in {place} in the {season} of {year}.",
          "{Actor} plays {person} with {possession}.",
          "{Actor} and {actor} meet in {place} by chance.",
          "Then {person} and {person} look for {possession}.",
          "There is a long scene in {place} with {possession}.",
          "The film was shot in {place} and lasts two hours.",
          "We saw it on a {day} evening in {place}.",
          "Halfway through {person} loses {possession}.",
          "{Actor} also wrote the script and the songs.",
          "After an hour the plot returns to {place}.",
          "I had read the book by {actor} before.");

  static final Map<String, List<String>> WORDS =
      Map.of(
          "aspect",
          List.of(
              "acting",
              "camera work",
              "dialogue",
              "directing",
              "editing",
              "ending",
              "humour",
              "music",
              "opening",
              "pacing",
              "plot",
              "script",
              "setting",
              "story",
              "lead role"),
          "somebody",
          List.of(
              "my brother",
              "my sister",
              "a friend",
              "my neighbour",
              "the critics",
              "my colleague",
              "the newspaper",
              "the man behind me",
              "my wife",
              "my husband",
              "everyone else"),
          "person",
          List.of(
              "a tired teacher",
              "a young sailor",
              "a retired judge",
              "a shy baker",
              "an old spy",
              "a lost child",
              "a country doctor",
              "a street singer",
              "a travelling clockmaker",
              "a night nurse",
              "a runaway prince",
              "a train driver"),
          "place",
          List.of(
              "a harbour town",
              "a mountain village",
              "a big city",
              "a lonely hotel",
              "a desert",
              "a small island",
              "an old factory",
              "a boarding school",
              "a frozen port",
              "a border station",
              "a quiet suburb",
              "a winter palace"),
          "actor",
          List.of(
              "Anna Brandt",
              "Louis Moreau",
              "Tom Hadley",
              "Mira Kovac",
              "Peter Lindqvist",
              "Clara Osei",
              "Hugo Farrow",
              "Ines Calder",
              "Nora Whitlock",
              "Victor Sand"),
          "possession",
          List.of(
              "a stolen letter",
              "a red suitcase",
              "a broken violin",
              "a missing map",
              "a silver coin",
              "an old photograph",
              "a secret recipe",
              "a borrowed car",
              "a paper boat",
              "a locked diary"),
          "season",
          List.of("spring", "summer", "autumn", "winter"),
          "year",
          List.of("1912", "1936", "1948", "1959", "1967", "1973", "1984", "1999"),
          "day",
          List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"));

  private SyntheticGrammar() {}
}
