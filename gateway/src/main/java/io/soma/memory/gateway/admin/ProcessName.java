package io.soma.memory.gateway.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which process says something: the machine's name and the process's id. */
final class ProcessName {

  static final String HERE = host() + "/" + ProcessHandle.current().pid();

  private ProcessName() {}

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
