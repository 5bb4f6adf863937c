package io.soma.memory.domain.planted;

final class NamesAField {

  static final String FIELD = "link_type";

  private NamesAField() {}
}
