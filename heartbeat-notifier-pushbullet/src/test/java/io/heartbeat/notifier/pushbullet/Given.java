package io.heartbeat.notifier.pushbullet;

/** What the tests start from. */
final class Given {
    static final String TOKEN = "o.MadeUpTokenForTests0123456789";

    private Given() {}

    /** An error as the live service words it. */
    static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"type\":\"invalid_request\",\"message\":\"" + message
                + "\",\"cat\":\"~(=^‥^)\"},\"error_code\":\"" + code + "\"}";
    }
}
