package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The vector store of one tenant, searched exactly. Storing a memory again leaves its old vector
 * there, as the service does. Guarded by {@link MemoryStore}.
 */
final class VectorIndex {
  /** The vector store refuses to look for more. */
  static final BigInteger MOST_HITS = BigInteger.valueOf(16_384);

  private final List<Entry> entries = new ArrayList<>();

  /** A payload's vector, made when it is first compared. */
  static final class Entry {
    private final CoordinateKey coordinate;
    private final JsonNode payload;
    private volatile double[] vector = {};

    Entry(CoordinateKey coordinate, JsonNode payload) {
      this.coordinate = coordinate;
      this.payload = payload;
    }

    private double[] vector() {
      if (vector.length == 0) {
        vector = HashEmbedder.embed(PythonJsonWriter.write(payload, JsonForm.SORTED));
      }
      return vector;
    }
  }

  /** An entry's coordinate and its cosine with the query. */
  record Hit(CoordinateKey coordinate, double score) {}

  void add(CoordinateKey coordinate, JsonNode payload) {
    entries.add(new Entry(coordinate, payload));
  }

  void remove(CoordinateKey coordinate) {
    entries.removeIf(entry -> entry.coordinate.equals(coordinate));
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  static List<Hit> nearest(List<Entry> entries, String query, int most) {
    double[] wanted = HashEmbedder.embed(query);
    return entries.stream()
        .map(entry -> new Hit(entry.coordinate, product(wanted, entry.vector())))
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(most)
        .toList();
  }

  private static double product(double[] one, double[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }
}
