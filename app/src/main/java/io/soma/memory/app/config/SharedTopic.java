package io.soma.memory.app.config;

import java.util.regex.Pattern;

/**
 * One topic for all tenants.
 *
 * @param name of the topic
 * @param partitions if it is created by us; each carries some of the tenants
 */
public record SharedTopic(String name, int partitions) {

  private static final Pattern ALLOWED = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._-]{1,249}");

  public SharedTopic {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException("a topic's name has 1 to 249 of A-Z a-z 0-9 . _ -");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic has at least one partition");
    }
  }
}
