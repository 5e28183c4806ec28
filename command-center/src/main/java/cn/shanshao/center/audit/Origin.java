package cn.shanshao.center.audit;

/**
 * Where a request came from; who lets it in leaves it on the request under {@link #ATTRIBUTE}.
 *
 * @param division of the user
 * @param address of the peer, or the one that a trusted proxy told
 * @param via what let the user in, without its secret: {@code session:3f…}, {@code token:…}, {@code certificate:…}
 */
public record Origin(String division, String address, String via) {
    public static final String ATTRIBUTE = Origin.class.getName();
}
