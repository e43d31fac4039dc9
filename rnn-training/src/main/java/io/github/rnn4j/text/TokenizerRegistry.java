package io.github.rnn4j.text;

import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The tokenizers of this library and those found on the class path. */
final class TokenizerRegistry {

  // Listed here instead of as services, because a project that repackages jars may lose service
  // files.
  private static final List<Tokenizer> OWN =
      List.of(
          new ReviewTokenizer(),
          new TextTokenizer(),
          new BookTokenizer(),
          new CharacterTokenizer(),
          new WordTokenizer());

  private TokenizerRegistry() {}

  static Tokenizer find(String name) {
    Objects.requireNonNull(name, "The name of the tokenizer is null");
    List<Tokenizer> all =
        Stream.concat(
                OWN.stream(),
                ServiceLoader.load(Tokenizer.class).stream().map(ServiceLoader.Provider::get))
            .toList();
    List<Tokenizer> found = all.stream().filter(t -> t.name().equals(name)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "No tokenizer is named \"%s\"; known names: %s. To add your own tokenizer, list it in META-INF/services/%s"
              .formatted(
                  name, all.stream().map(Tokenizer::name).toList(), Tokenizer.class.getName()));
    }
    throw new IllegalArgumentException(
        "%d tokenizers are named \"%s\": %s. Rename all but one"
            .formatted(
                found.size(), name, found.stream().map(t -> t.getClass().getName()).toList()));
  }
}
