package ricercar.etudes;

import java.util.List;

/**
 * The rhythm of a style.
 *
 * @param roles by importance: a small ensemble keeps the first
 * @param looseness standard deviation of onsets, seconds
 * @param rubato relative swing of the tempo over a phrase
 */
record Groove(
    List<Role> roles, double drumChance, double looseness, double rubato, List<Feel> feels) {}
