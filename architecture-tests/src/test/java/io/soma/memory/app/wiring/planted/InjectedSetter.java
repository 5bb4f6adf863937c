package io.soma.memory.app.wiring.planted;

import com.google.inject.Inject;

final class InjectedSetter {

  private String name = "";

  @Inject
  void named(String given) {
    name = given;
  }

  String name() {
    return name;
  }
}
