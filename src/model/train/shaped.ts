import type { AnyTask } from '../../core/index.js';
import { reshaped, type FeatureSettings } from '../../features/index.js';
import { namedCategories } from './named-features.js';
import type { Training } from './training.js';

/** The training with its features made otherwise; itself where they are as defined. */
export function shaped<T extends AnyTask>(training: Training<T>, settings: FeatureSettings | undefined): Training<T> {
  if (!settings) return training;
  const { model, plan } = training;
  const all = Object.keys(model.features).length;
  const kept = keptOf(all, settings.keep ?? 1);
  return {
    ...training,
    model: { ...model, features: reshaped(model.features, settings, plan.named && namedCategories(model.features, plan.named)) },
    ...(kept < all ? { keptFeatures: kept } : {}),
  };
}

/** How many of some features a share is: one at least. */
export const keptOf = (features: number, share: number): number => Math.max(1, Math.round(share * features));
