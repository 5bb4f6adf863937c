package io.soma.memory.domain.read;

import java.util.List;

/**
 * A way from one memory to another along links.
 *
 * @param coordinates of the memories on it, both ends among them
 * @param linkTypes one for each step, as the memory service tells them
 */
public record LinkPath(List<String> coordinates, List<String> linkTypes) {

  public LinkPath {
    coordinates = List.copyOf(coordinates);
    linkTypes = List.copyOf(linkTypes);
  }
}
