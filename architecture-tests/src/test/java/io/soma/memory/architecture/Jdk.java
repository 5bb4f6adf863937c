package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.Scanner;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;

/** The part of the JDK that only computes. */
final class Jdk {

  private static final DescribedPredicate<JavaClass> DOORS_TO_THE_WORLD =
      belongToAnyOf(
          System.class,
          Runtime.class,
          Process.class,
          ProcessBuilder.class,
          Thread.class,
          ThreadGroup.class,
          ThreadLocal.class,
          ClassLoader.class,
          Random.class,
          SplittableRandom.class,
          Scanner.class,
          ServiceLoader.class,
          Timer.class,
          TimerTask.class);

  private Jdk() {}

  /** Values, collections, functions, text, time that is passed in, and a digest. */
  static DescribedPredicate<JavaClass> valueTypes() {
    return resideInAnyPackage(
            "java.lang",
            "java.lang.annotation",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.time",
            "java.time.format",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream")
        .and(DescribedPredicate.not(DOORS_TO_THE_WORLD))
        .or(belongToAnyOf(Serializable.class, MessageDigest.class, NoSuchAlgorithmException.class))
        .as("the values of the JDK");
  }
}
