package io.soma.memory.sandbox.planted;

final class TextUtils {

  private TextUtils() {}
}
