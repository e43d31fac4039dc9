package io.github.rnn4j.datasets;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds a file or folder by a name that may be that of known data instead. */
public final class DataPath {

  private DataPath() {}

  /**
   * Finds the file or folder.
   *
   * @param data the path
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
