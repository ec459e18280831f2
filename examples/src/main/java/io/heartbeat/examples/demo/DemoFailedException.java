package io.heartbeat.examples.demo;

/** Something that the demo announced did not happen. */
final class DemoFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String whatDidNotHappen) {
        super(whatDidNotHappen);
    }
}
