package io.soma.memory.http;

import com.fasterxml.jackson.databind.ObjectReader;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies in which the memory service tells of links. */
final class GraphBodies {

  private static final ObjectReader NEIGHBORS = ServiceJson.readerFor(Neighbors.class);
  private static final ObjectReader PATH = ServiceJson.readerFor(Path.class);

  private record Neighbors(@Nullable List<@Nullable Linked> neighbors) {}

  // Jackson alone makes it, and it is never compared, so the array does no harm.
  @SuppressWarnings("ArrayRecordComponent")
  private record Linked(
      double @Nullable [] coordinate, @Nullable String linkType, @Nullable Double strength) {}

  private record Path(
      @Nullable List<@Nullable String> path,
      @Nullable List<@Nullable String> linkTypes,
      @Nullable Boolean found) {}

  private GraphBodies() {}

  /**
   * Reads the answer to a question for neighbors.
   *
   * @throws IOException if it does not have the shape that the route promises
   */
  static List<Neighbor> neighbors(byte[] body) throws IOException {
    @Nullable Neighbors answer = NEIGHBORS.readValue(body);
    if (answer == null || answer.neighbors() == null) {
      throw new IOException("there is no list of neighbors");
    }
    List<Neighbor> neighbors = new ArrayList<>(answer.neighbors().size());
    for (Linked linked : answer.neighbors()) {
      neighbors.add(neighbor(linked));
    }
    return neighbors;
  }

  /**
   * Reads the answer to a question for a path; null for none.
   *
   * @throws IOException if it does not have the shape that the route promises
   */
  static @Nullable LinkPath path(byte[] body) throws IOException {
    @Nullable Path answer = PATH.readValue(body);
    if (answer == null || answer.found() == null) {
      throw new IOException("it is not said whether there is a path");
    }
    return answer.found() ? new LinkPath(texts(answer.path()), texts(answer.linkTypes())) : null;
  }

  private static Neighbor neighbor(@Nullable Linked linked) throws IOException {
    if (linked == null
        || linked.coordinate() == null
        || linked.linkType() == null
        || linked.strength() == null) {
      throw new IOException("a neighbor lacks its coordinate, link type or strength");
    }
    try {
      return new Neighbor(
          NumericCoordinates.of(linked.coordinate()).text(), linked.linkType(), linked.strength());
    } catch (InvalidWriteException e) {
      throw new IOException("a neighbor has an impossible coordinate", e);
    }
  }

  private static List<String> texts(@Nullable List<@Nullable String> given) throws IOException {
    if (given == null) {
      throw new IOException("a path lacks its coordinates or its link types");
    }
    List<String> texts = new ArrayList<>(given.size());
    for (String text : given) {
      if (text == null) {
        throw new IOException("a path has a gap");
      }
      texts.add(text);
    }
    return texts;
  }
}
