export { createRecommenderProject, type CreatedRecommender, type NewRecommender } from './create-recommender.js';
export { createProject, type CreatedProject, type CreateRun, type NewProject } from './create-project.js';
export { writeProject, type ProjectOptions } from './write-project.js';
export { linkPackage } from './link-package.js';
