package io.soma.memory.domain.read;

/**
 * A memory that another one links to.
 *
 * @param coordinate the parts of its address
 * @param linkType the link's type
 * @param strength the link's strength
 */
public record Neighbor(String coordinate, String linkType, double strength) {}
