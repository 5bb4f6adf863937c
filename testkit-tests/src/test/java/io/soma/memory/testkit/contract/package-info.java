/** Tests of the contract suites: what a right transport passes and a wrong one does not. */
@NullMarked
package io.soma.memory.testkit.contract;

import org.jspecify.annotations.NullMarked;
