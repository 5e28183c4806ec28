package cn.shanshao.allinone;

/** The class path of the running test, also where Surefire hides it behind a manifest. */
final class ClassPath {
    private ClassPath() {}

    static String ofThisTest() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
