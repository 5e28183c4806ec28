package cn.shanshao.allinone.road;

/** The class path of the running test, also where Surefire hides it behind a manifest. */
final class TestClassPath {
    private TestClassPath() {}

    static String ofThisTest() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
