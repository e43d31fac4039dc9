package io.github.rnn4j.cli.data;

import io.github.rnn4j.datasets.DataException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The file or folder that {@code --data} names, where it is no known name. */
public final class DataPath {

  private DataPath() {}

  /**
   * Finds it.
   *
   * @param data what was given
   * @param kind what the names stand for, such as {@code text}
   * @param names the known names
   * @return a path where something is
   * @throws DataException if there is nothing; the message lists the names
   */
  public static Path find(String data, String kind, List<String> names) {
    try {
      Path place = Path.of(data);
      if (!data.isEmpty() && Files.exists(place)) {
        return place;
      }
    } catch (InvalidPathException cause) {
      throw new DataException("'" + data + "' is no path (" + cause.getReason() + ").", cause);
    }
    throw new DataException(
        "There is no file or folder '%s', and no %s of that name: known names are %s."
            .formatted(data, kind, String.join(", ", names)));
  }
}
