package io.github.rnn4j.datasets;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds the file or folder that {@code --data} names if it is not a known name. */
public final class DataPath {

  private DataPath() {}

  /**
   * Finds the file or folder.
   *
   * @param data the value of the option
   * @param kind what the known names stand for, such as {@code text}
   * @param names the known names
   * @return the path of an existing file or folder
   * @throws DataException if nothing exists there; the message lists the known names
   */
  public static Path find(String data, String kind, List<String> names) {
    try {
      Path place = Path.of(data);
      if (!data.isEmpty() && Files.exists(place)) {
        return place;
      }
    } catch (InvalidPathException cause) {
      throw new DataException(
          "'" + data + "' is not a valid path (" + cause.getReason() + ").", cause);
    }
    throw new NoSuchDataException(
        "There is no file or folder '%s' and no known %s with that name. Known names: %s."
            .formatted(data, kind, String.join(", ", names)));
  }
}
