package io.soma.memory.gateway;

/**
 * One request that no honest client sends.
 *
 * @param name for people
 * @param bytes as they are sent, one byte a char
 * @param status of the answer; 0 where the connection is closed without one
 * @param detail the part of the answer that names the error
 */
record HostileInput(String name, String bytes, int status, String detail) {

  @Override
  public String toString() {
    return name;
  }
}
