package io.soma.memory.testkit.protocol;

import java.util.Set;

/** Takes the steps that are possible in a state; one to follow each. */
abstract class Moves {

  final Scope scope;
  private final Set<ProtocolMutant> mutants;

  Moves(Scope scope, Set<ProtocolMutant> mutants) {
    this.scope = scope;
    this.mutants = Set.copyOf(mutants);
  }

  abstract void offer(ProtocolStep step, ProtocolState next);

  void offer(StepKind kind, int write, int instance, ProtocolState next) {
    offer(new ProtocolStep(kind, write, instance), next);
  }

  boolean is(ProtocolMutant mutant) {
    return mutants.contains(mutant);
  }

  boolean mayStill(ModelFault fault, ProtocolState state) {
    return state.used(fault) < scope.times(fault);
  }
}
