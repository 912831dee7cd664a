/**
 * Varies an experiment: a space of settings, a sampler that proposes points of it, a journal that
 * remembers what came of them, and launchers that run them in other processes.
 */
package ricercar.sweep;
